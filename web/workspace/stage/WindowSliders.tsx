import { VALUES, type ValueRange, type ValueWindow } from '@maskroom/shared/base/valueWindow';
import { useStore } from 'zustand';
import { Button } from '../../ui/Button.tsx';
import { number } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { Slider } from '../../ui/Slider.tsx';
import { useWorkbench } from '../state/sessionContext.ts';
import styles from './LookPanel.module.css';

/** Widths run from 2 to all values, each step a twentieth of an octave: as fine for few values as for many. */
const OCTAVES: readonly [number, number, number] = [1, 16, 0.05];

/** Which values of a picture with 16 bits are shown: how many (window) and around which (level). */
export function WindowSliders({ range }: { readonly range: ValueRange }) {
  const { look } = useWorkbench();
  const chosen = useStore(look, (state) => state.window);
  const { high, low } = chosen ?? range;
  const [width, level] = [high - low, (low + high) / 2];
  const show = (width: number, level: number): void =>
    look.setState({ window: { low: level - width / 2, high: level + width / 2 } });
  return (
    <>
      <Slider
        name={t('look.window')}
        value={Math.log2(width)}
        range={OCTAVES}
        words={number(Math.round(width))}
        onChange={(octaves) => show(Math.min(VALUES - 1, Math.round(2 ** octaves)), level)}
      />
      <Slider
        name={t('look.level')}
        value={level}
        range={levelsOf(range, level)}
        words={number(Math.round(level))}
        onChange={(next) => show(width, next)}
      />
      <div className={styles.buttons}>
        <Button size="small" disabled={chosen === null} onClick={() => look.setState({ window: null })}>
          {t('look.auto')}
        </Button>
        <Button
          size="small"
          disabled={low === range.least && high === range.most}
          onClick={() => look.setState({ window: wholeOf(range) })}
        >
          {t('look.allValues')}
        </Button>
      </div>
    </>
  );
}

/** Every value there is; of a picture with only one, those beside it too. */
const wholeOf = ({ least, most }: ValueRange): ValueWindow => ({
  low: least,
  high: Math.max(least + 1, most),
});

/** Where a level can be pulled to: three times the automatic window, so that a hot pixel does not make it coarse. */
function levelsOf({ high, least, low, most }: ValueRange, level: number): [number, number, number] {
  const width = high - low;
  const from = Math.min(level, Math.max(least, low - width));
  const to = Math.max(level, Math.min(most, high + width), from + 1);
  return [from, to, Math.max(0.5, Math.round((to - from) / 500))];
}
