import { Brush, Eraser, Minus, Plus } from 'lucide-react';
import { bindingOf } from '../tool/keyMatch.ts';
import { useKeymap } from '../tool/keymap/KeymapProvider.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './AssistBar.module.css';
import { brushAt, brushPlace } from './handStore.ts';
import { useHand, useWorkbench } from './sessionContext.ts';

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
          label={bindingOf(command).label}
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
        label={bindingOf('brushSmaller').label}
        shortcut={keyOf('brushSmaller')}
        side="top"
        onClick={() => commands.run('brushSmaller')}
      >
        <Minus />
      </IconButton>
      <input
        className={styles.width}
        type="range"
        aria-label="Width of the brush"
        aria-valuetext={`${brushPx} pixels`}
        min={0}
        max={STEPS}
        value={Math.round(brushPlace(brushPx) * STEPS)}
        onChange={(event) => hand.setState({ brushPx: brushAt(Number(event.target.value) / STEPS) })}
      />
      <IconButton
        size="small"
        label={bindingOf('brushLarger').label}
        shortcut={keyOf('brushLarger')}
        side="top"
        onClick={() => commands.run('brushLarger')}
      >
        <Plus />
      </IconButton>
      <output className={styles.number} data-testid="brush-px">
        {brushPx} px
      </output>
    </>
  );
}
