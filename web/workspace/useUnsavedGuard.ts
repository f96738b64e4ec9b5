import { useEffect } from 'react';
import type { DocumentConnection } from '../connection/documentConnection.ts';
import { unsavedElsewhere } from '../connection/openDocuments.ts';
import { unsavedCount } from '../connection/savedState.ts';

/** Asks before the tab is closed while edits live only in it. */
export function useUnsavedGuard({ saved }: DocumentConnection): void {
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      const count = unsavedCount(saved.getState().saved) + unsavedElsewhere.getState().count;
      if (count > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [saved]);
}
