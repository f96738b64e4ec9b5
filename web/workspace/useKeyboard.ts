import { useEffect } from 'react';
import type { KeyScope } from '../tool/keyBinding.ts';
import { useCommandKeys } from '../tool/keymap/useCommandKeys.ts';
import { mayReview } from './state/permissions.ts';
import type { Workbench } from './state/sessionContext.ts';

/** Turns keys into commands while the workspace is there. */
export function useKeyboard({ aside, assist, commands, everything, hand, role, view }: Workbench): void {
  useEffect(() => {
    const onKeyUp = ({ key }: KeyboardEvent) => (key === 'Control' || key === 'Meta') && assist.askHeld();
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', assist.askHeld);
    return () => {
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', assist.askHeld);
    };
  }, [assist]);
  useCommandKeys({
    scopes() {
      const scopes: KeyScope[] = ['workspace'];
      const proposes =
        hand.getState().tool === 'everything' && everything.store.getState().proposals.size > 0;
      if (proposes || assist.store.getState().candidates.length > 1) scopes.push('preview');
      if (mayReview(role) && view.getState().tab === 'review') scopes.push('review');
      return scopes;
    },
    run: (command) => commands.run(command),
    letGo: (command) => command === 'hideAll' && aside.holdAllHidden(false),
  });
}
