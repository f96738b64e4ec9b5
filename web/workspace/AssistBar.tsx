import { Check, Minus, Plus, X } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { keyOf } from '../tool/keyMatch.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Key } from '../ui/Key.tsx';
import styles from './AssistBar.module.css';
import { useHand, useWorkbench } from './sessionContext.ts';

/** What can be done with the mask in flight, for those without a keyboard and those who don't know the keys. */
export function AssistBar({ negative }: { readonly negative: RefObject<boolean> }) {
  const { assist, commands, labelOf } = useWorkbench();
  const busy = useStore(assist.store, (state) => state.busy);
  const hasMask = useStore(assist.store, (state) => state.candidates.length > 0 && !state.hover);
  const asked = useStore(
    assist.store,
    (state) => state.prompt.points.length > 0 || state.prompt.box !== undefined,
  );
  const label = useHand((state) => labelOf(state.labelId ?? ''));
  const [minus, setMinus] = useState(false);
  useEffect(() => {
    negative.current = minus && asked;
    if (!asked) setMinus(false);
  }, [negative, minus, asked]);

  if (!asked) return null;
  return (
    <div
      className={styles.bar}
      role="toolbar"
      aria-label="Mask in flight"
      data-floating
      data-testid="assist-bar"
    >
      <IconButton
        size="small"
        label={minus ? 'The next click takes away' : 'The next click adds'}
        pressed={minus}
        data-testid="click-sign"
        onClick={() => setMinus(!minus)}
      >
        {minus ? <Minus /> : <Plus />}
      </IconButton>
      <Button
        kind="primary"
        size="small"
        disabled={!hasMask}
        data-testid="keep-mask"
        onClick={() => commands.run('accept')}
      >
        <Check aria-hidden />
        {busy && !hasMask ? 'Finding the mask' : `Keep${label ? ` as ${label.name}` : ''}`}
        <span className={styles.key} aria-hidden>
          <Key keys={keyOf('accept')} />
        </span>
      </Button>
      <IconButton
        size="small"
        label="Clear"
        shortcut={keyOf('cancel')}
        side="top"
        onClick={() => commands.run('cancel')}
      >
        <X />
      </IconButton>
    </div>
  );
}
