import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { useKeymap } from '../tool/keymap/KeymapProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Key } from '../ui/Key.tsx';
import { percent } from '../ui/quantity.ts';
import { Slider } from '../ui/Slider.tsx';
import styles from './LookPanel.module.css';
import { type Colouring, colourings, isPlainPicture, plainLook } from './lookStore.ts';
import { useView, useWorkbench } from './sessionContext.ts';

const words: Readonly<Record<Colouring, string>> = {
  label: 'Label',
  instance: 'Object',
  annotator: 'Person',
  decision: 'Decision',
};

const signed = (value: number): string => `${value > 0 ? '+' : ''}${Math.round(value * 100)}`;

/** How shapes and picture are shown, to this person only. */
export function LookPanel() {
  const { look, view } = useWorkbench();
  const { keyOf } = useKeymap();
  const open = useView((state) => state.lookOpen);
  const state = useStore(look);
  if (!open) return null;
  return (
    <section className={styles.panel} aria-label="Look" data-floating data-testid="look">
      <div className={styles.head}>
        <h2>Look</h2>
        <span className={styles.hint}>changes no data</span>
        <IconButton size="small" label="Close" onClick={() => view.setState({ lookOpen: false })}>
          <X />
        </IconButton>
      </div>
      <fieldset className={styles.choices}>
        <legend>Colour by</legend>
        {colourings.map((colouring) => (
          <label key={colouring} className={styles.choice}>
            <input
              type="radio"
              name="colouring"
              checked={state.colouring === colouring}
              onChange={() => look.setState({ colouring })}
            />
            {words[colouring]}
          </label>
        ))}
      </fieldset>
      <Slider
        name="Fill"
        value={state.fill}
        range={[0, 1, 0.02]}
        words={percent(state.fill)}
        onChange={(fill) => look.setState({ fill })}
      />
      <Slider
        name="Brightness"
        value={state.brightness}
        range={[-1, 1, 0.02]}
        words={signed(state.brightness)}
        onChange={(brightness) => look.setState({ brightness })}
      />
      <Slider
        name="Contrast"
        value={state.contrast}
        range={[-1, 1, 0.02]}
        words={signed(state.contrast)}
        onChange={(contrast) => look.setState({ contrast })}
      />
      <Slider
        name="Gamma"
        value={state.gamma}
        range={[0.2, 5, 0.05]}
        words={state.gamma.toFixed(2)}
        onChange={(gamma) => look.setState({ gamma })}
      />
      <p className={styles.hint}>
        Hold <Key keys={keyOf('hideAll')} /> to see the bare picture.
      </p>
      <Button
        size="small"
        disabled={isPlainPicture(state) && state.fill === plainLook.fill && state.colouring === 'label'}
        onClick={() => look.setState(plainLook)}
      >
        As it is
      </Button>
    </section>
  );
}
