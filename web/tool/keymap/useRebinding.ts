import { useEffect, useState } from 'react';
import type { KeyCommand } from '../keys.ts';
import { useKeyStore } from './KeymapProvider.tsx';
import { plainChoice } from './keymap.ts';
import type { PresetName } from './keyPresets.ts';
import { type Clash, clashesOf, type Rebinding, rebindingBack, rebindingTo, rebound } from './rebind.ts';
import { recordStroke } from './recordStroke.ts';

/** How far the change of a key has come. */
export type RebindingState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'listening'; readonly command: KeyCommand; readonly refused?: 'fixed' | 'noDigit' }
  | {
      readonly kind: 'asking';
      readonly command: KeyCommand;
      readonly rebinding: Rebinding;
      readonly clashes: readonly Clash[];
    };

/** Changes keys: listens for one, and asks before it takes one that has a meaning already. */
export function useRebinding() {
  const store = useKeyStore();
  const [state, setState] = useState<RebindingState>({ kind: 'idle' });
  const listening = state.kind === 'listening' ? state.command : null;

  function take(command: KeyCommand, rebinding: Rebinding, press?: KeyboardEvent): void {
    const keymap = store.keymap.getState();
    const clashes = clashesOf(keymap, rebinding, press);
    if (clashes.length === 0) store.choose(rebound(keymap, rebinding, []));
    setState(clashes.length === 0 ? { kind: 'idle' } : { kind: 'asking', command, rebinding, clashes });
  }

  function hear(command: KeyCommand, press: KeyboardEvent): void {
    const recorded = recordStroke(press);
    if (press.code === 'Escape') setState({ kind: 'idle' });
    else if (recorded.kind === 'fixed') setState({ kind: 'listening', command, refused: 'fixed' });
    else if (recorded.kind === 'stroke') {
      const rebinding = rebindingTo(command, recorded.stroke);
      if (rebinding) take(command, rebinding, press);
      else setState({ kind: 'listening', command, refused: 'noDigit' });
    }
  }

  useEffect(() => {
    if (listening === null) return;
    // Before anybody else: the dialog would close on Escape, a button would be pressed by Enter.
    const onKey = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopPropagation();
      hear(listening, event);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  });

  return {
    state,
    listen: (command: KeyCommand) => setState({ kind: 'listening', command }),
    leave: () => setState({ kind: 'idle' }),
    swap() {
      if (state.kind !== 'asking') return;
      store.choose(rebound(store.keymap.getState(), state.rebinding, state.clashes));
      setState({ kind: 'idle' });
    },
    putBack: (command: KeyCommand) => take(command, rebindingBack(command, store.keymap.getState().choice)),
    putAllBack() {
      store.choose({ ...plainChoice, preset: store.keymap.getState().choice.preset });
      setState({ kind: 'idle' });
    },
    choosePreset(preset: PresetName) {
      store.choose({ preset, changed: {} });
      setState({ kind: 'idle' });
    },
  };
}

export type RebindingActs = ReturnType<typeof useRebinding>;
