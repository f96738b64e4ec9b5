import { useEffect } from 'react';
import type { DocumentConnection } from '../../connection/documentConnection.ts';
import { unsavedElsewhere } from '../../connection/openDocuments.ts';
import { unsavedCount } from '../../connection/savedState.ts';

/** Asks before the tab is closed while edits wait in this browser: the others would not see them. */
export function useUnsavedGuard({ saved }: DocumentConnection): void {
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      const { saved: now } = saved.getState();
      // What a closed document did not take stays in this browser: leaving changes nothing about it.
      const here = now.state === 'closed' ? 0 : unsavedCount(now);
      if (here + unsavedElsewhere.getState().count > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [saved]);
}
