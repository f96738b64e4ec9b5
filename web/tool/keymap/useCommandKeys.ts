import { useLayoutEffect, useRef } from 'react';
import { isSomethingOpen } from '../../ui/somethingOpen.ts';
import type { KeyScope } from '../keyBinding.ts';
import { commandOf } from '../keyMatch.ts';
import type { KeyCommand } from '../keys.ts';
import { useKeyStore } from './KeymapProvider.tsx';

export interface CommandKeys {
  /** Which scopes hold at this moment. */
  readonly scopes: () => readonly KeyScope[];
  /** Says whether the command meant something now; else the browser has the key. */
  readonly run: (command: KeyCommand) => boolean;
  /** The key of a command that ran was let go, or the window lost it. */
  readonly letGo: (command: KeyCommand) => void;
}

/** Turns the person's keys into commands, from the moment the view can be seen, while nothing lies over it. */
export function useCommandKeys(keys: CommandKeys): void {
  const store = useKeyStore();
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useLayoutEffect(() => {
    const held = new Map<string, KeyCommand>();
    const onKey = (event: KeyboardEvent) => {
      // A key that is still down from elsewhere, as the digit that answered a question, means nothing more.
      if (isSomethingOpen() || (event.repeat && !held.has(event.code))) return;
      const command = commandOf(event, latest.current.scopes(), store.keymap.getState().bindings);
      if (!command || !latest.current.run(command)) return;
      held.set(event.code, command);
      event.preventDefault();
    };
    const onKeyUp = ({ code }: KeyboardEvent) => {
      const command = held.get(code);
      held.delete(code);
      if (command) latest.current.letGo(command);
    };
    // A key let go in another window never tells this one.
    const onBlur = () => {
      for (const command of held.values()) latest.current.letGo(command);
      held.clear();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', onBlur);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', onBlur);
    };
  }, [store]);
}
