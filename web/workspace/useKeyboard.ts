import { useEffect } from 'react';
import type { KeyScope } from '../tool/keys.ts';
import { belongsToControl, commandOf, isSomethingOpen } from './keyboard.ts';
import { mayReview } from './permissions.ts';
import type { Workbench } from './sessionContext.ts';

/** Turns the key table into commands while the workspace is there. */
export function useKeyboard(workbench: Workbench): void {
  useEffect(() => {
    const { assist, commands, role, view } = workbench;

    function activeScopes(): ReadonlySet<KeyScope> {
      const scopes = new Set<KeyScope>(['workspace']);
      if (assist.store.getState().candidates.length > 1) scopes.add('preview');
      if (mayReview(role) && view.getState().tab === 'review') scopes.add('review');
      return scopes;
    }

    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isSomethingOpen()) return;
      if (belongsToControl(event.target, event.key)) return;
      const command = commandOf(event, activeScopes());
      if (command && commands.run(command)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [workbench]);
}
