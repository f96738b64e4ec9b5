import { Brush, Eraser, Minus, Plus } from 'lucide-react';
import { commandName } from '../../tool/commandName.ts';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { number } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { brushAt, brushPlace } from '../state/handStore.ts';
import { useHand, useWorkbench } from '../state/sessionContext.ts';
import styles from './AssistBar.module.css';

/** Steps of the slider; the width grows by the same factor from each to the next. */
const STEPS = 100;

/** Paint or take away, and how wide. */
export function BrushButtons() {
  const { commands, hand } = useWorkbench();
  const { keyOf } = useKeymap();
  const tool = useHand((state) => state.tool);
  const brushPx = useHand((state) => state.brushPx);
  return (
    <>
      {(
        [
          ['toolBrush', 'brush', Brush],
          ['toolEraser', 'eraser', Eraser],
        ] as const
      ).map(([command, name, Icon]) => (
        <IconButton
          key={name}
          size="small"
          label={commandName(command)}
          shortcut={keyOf(command)}
          side="top"
          pressed={tool === name}
          onClick={() => commands.run(command)}
        >
          <Icon />
        </IconButton>
      ))}
      <IconButton
        size="small"
        label={commandName('brushSmaller')}
        shortcut={keyOf('brushSmaller')}
        side="top"
        onClick={() => commands.run('brushSmaller')}
      >
        <Minus />
      </IconButton>
      <input
        className={styles.width}
        type="range"
        aria-label={t('brush.width')}
        aria-valuetext={t('brush.pixels', { n: number(brushPx) })}
        min={0}
        max={STEPS}
        value={Math.round(brushPlace(brushPx) * STEPS)}
        onChange={(event) => hand.setState({ brushPx: brushAt(Number(event.target.value) / STEPS) })}
      />
      <IconButton
        size="small"
        label={commandName('brushLarger')}
        shortcut={keyOf('brushLarger')}
        side="top"
        onClick={() => commands.run('brushLarger')}
      >
        <Plus />
      </IconButton>
      <output className={styles.number} data-testid="brush-px">
        {t('brush.px', { n: number(brushPx) })}
      </output>
    </>
  );
}
