import { useEffect } from 'react';
import type { KeyScope } from '../tool/keyBinding.ts';
import { commandOf } from '../tool/keyMatch.ts';
import { isSomethingOpen } from './keyboard.ts';
import { mayReview } from './permissions.ts';
import type { Workbench } from './sessionContext.ts';

/** Turns the key table into commands while the workspace is there. */
export function useKeyboard(workbench: Workbench): void {
  useEffect(() => {
    /** The key that hides everything while it is down. */
    let heldCode: string | null = null;
    const { aside, assist, commands, everything, hand, role, view } = workbench;

    function activeScopes(): KeyScope[] {
      const scopes: KeyScope[] = ['workspace'];
      if (assist.store.getState().candidates.length > 1) scopes.push('preview');
      const proposes =
        hand.getState().tool === 'everything' && everything.store.getState().proposals.size > 0;
      if (proposes && !scopes.includes('preview')) scopes.push('preview');
      if (mayReview(role) && view.getState().tab === 'review') scopes.push('review');
      return scopes;
    }

    const onKey = (event: KeyboardEvent) => {
      if (isSomethingOpen()) return;
      const command = commandOf(event, activeScopes());
      if (command === 'hideAll') heldCode = event.code;
      if (command && commands.run(command)) event.preventDefault();
    };
    const letGo = () => {
      heldCode = null;
      aside.holdAllHidden(false);
    };
    const onKeyUp = ({ code }: KeyboardEvent) => {
      if (code === heldCode) letGo();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', letGo);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', letGo);
    };
  }, [workbench]);
}
