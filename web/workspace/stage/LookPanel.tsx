import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Key } from '../../ui/Key.tsx';
import { decimal } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { percent } from '../../ui/quantity.ts';
import { Slider } from '../../ui/Slider.tsx';
import { colourings, isPlainPicture, type LookState, plainLook } from '../state/lookStore.ts';
import { useView, useWorkbench } from '../state/sessionContext.ts';
import styles from './LookPanel.module.css';
import { WindowSliders } from './WindowSliders.tsx';

const signed = (value: number): string => `${value > 0 ? '+' : ''}${Math.round(value * 100)}`;

const isPlain = (state: LookState): boolean =>
  isPlainPicture(state) &&
  state.window === null &&
  state.fill === plainLook.fill &&
  state.colouring === 'label';

/** How shapes and picture are shown, to this person only. */
export function LookPanel() {
  const { image, look, view } = useWorkbench();
  const { keyOf } = useKeymap();
  const open = useView((state) => state.lookOpen);
  const state = useStore(look);
  if (!open) return null;
  return (
    <section className={styles.panel} aria-label={t('look.look')} data-floating data-testid="look">
      <div className={styles.head}>
        <h2>{t('look.look')}</h2>
        <span className={styles.hint}>{t('look.noData')}</span>
        <IconButton size="small" label={t('common.close')} onClick={() => view.setState({ lookOpen: false })}>
          <X />
        </IconButton>
      </div>
      <fieldset className={styles.choices}>
        <legend>{t('look.colourBy')}</legend>
        {colourings.map((colouring) => (
          <label key={colouring} className={styles.choice}>
            <input
              type="radio"
              name="colouring"
              checked={state.colouring === colouring}
              onChange={() => look.setState({ colouring })}
            />
            {t(`look.by.${colouring}`)}
          </label>
        ))}
      </fieldset>
      <Slider
        name={t('look.fill')}
        value={state.fill}
        range={[0, 1, 0.02]}
        words={percent(state.fill)}
        onChange={(fill) => look.setState({ fill })}
      />
      {image.range && <WindowSliders range={image.range} />}
      <Slider
        name={t('look.brightness')}
        value={state.brightness}
        range={[-1, 1, 0.02]}
        words={signed(state.brightness)}
        onChange={(brightness) => look.setState({ brightness })}
      />
      <Slider
        name={t('look.contrast')}
        value={state.contrast}
        range={[-1, 1, 0.02]}
        words={signed(state.contrast)}
        onChange={(contrast) => look.setState({ contrast })}
      />
      <Slider
        name={t('look.gamma')}
        value={state.gamma}
        range={[0.2, 5, 0.05]}
        words={decimal(state.gamma, 2)}
        onChange={(gamma) => look.setState({ gamma })}
      />
      <p className={styles.hint}>{t.rich('look.hold', { key: () => <Key keys={keyOf('hideAll')} /> })}</p>
      <Button
        size="small"
        disabled={isPlain(state)}
        onClick={() => look.setState({ ...plainLook, minimap: state.minimap })}
      >
        {t('look.asIs')}
      </Button>
    </section>
  );
}
