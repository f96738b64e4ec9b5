import { useStore } from 'zustand';
import { deepestLevel, levelName } from '../assist/proposals.ts';
import { useKeymap } from '../tool/keymap/KeymapProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { ProgressBar } from '../ui/Progress.tsx';
import { count, percent } from '../ui/quantity.ts';
import { Slider } from '../ui/Slider.tsx';
import styles from './EverythingPanel.module.css';
import { useHand, useWorkbench } from './sessionContext.ts';

/** Automatic masks: found, thinned out by level and score, and kept. There while the tool is in hand. */
export function EverythingPanel() {
  const { commands, everything, labelOf } = useWorkbench();
  const { keyOf } = useKeymap();
  const held = useHand((state) => state.tool === 'everything');
  const label = useHand((state) => labelOf(state.labelId ?? ''));
  const { fraction, leastIou, leastStability, level, proposals, shown, status } = useStore(everything.store);
  if (!held) return null;
  const deepest = deepestLevel(proposals);
  const isRunning = status === 'running';
  return (
    <section
      className={styles.panel}
      aria-label="Everything"
      data-floating
      data-testid="everything"
      data-status={status}
      data-shown={shown.length}
    >
      <div className={styles.head}>
        <h3>Everything</h3>
        {isRunning ? (
          <Button size="small" onClick={everything.cancel} data-testid="everything-cancel">
            Stop
          </Button>
        ) : (
          <Button
            kind={status === 'idle' ? 'primary' : 'quiet'}
            size="small"
            onClick={() => void everything.start()}
            data-testid="everything-start"
          >
            {status === 'idle' ? 'Find masks' : 'Find again'}
          </Button>
        )}
      </div>
      {isRunning && <ProgressBar label="Looking at the picture" value={fraction} />}
      {status === 'idle' && (
        <p className={styles.hint}>
          The model looks at the whole picture and offers masks. You keep the ones you want.
        </p>
      )}
      {status !== 'idle' && (
        <p className={styles.line} aria-live="polite">
          <span>{isRunning ? `Looking ${percent(fraction)}` : `${count(proposals.size, 'mask')} found`}</span>
          <output>{shown.length} shown</output>
        </p>
      )}
      {proposals.size > 0 && (
        <>
          {deepest > 0 && (
            <Slider
              name="Detail"
              value={level}
              range={[0, deepest, 1]}
              words={levelName(level)}
              shortcut={keyOf('candidateNext')}
              onChange={(next) => everything.filter({ level: next })}
            />
          )}
          <div className={styles.fine}>
            <Slider
              name="Score at least"
              value={leastIou}
              range={[0, 1, 0.01]}
              words={leastIou.toFixed(2)}
              onChange={(next) => everything.filter({ leastIou: next })}
            />
            <Slider
              name="Stability at least"
              value={leastStability}
              range={[0, 1, 0.01]}
              words={leastStability.toFixed(2)}
              onChange={(next) => everything.filter({ leastStability: next })}
            />
          </div>
          <p className={styles.hint}>Click a mask to keep it{label && ` as ${label.name}`}.</p>
          <div className={styles.actions}>
            <Button
              kind="primary"
              size="small"
              disabled={shown.length === 0 || !label}
              aria-keyshortcuts={keyOf('acceptAll')}
              onClick={() => commands.run('acceptAll')}
              data-testid="everything-accept-all"
            >
              Keep all {shown.length}
            </Button>
            <Button size="small" onClick={everything.dismiss} data-testid="everything-dismiss">
              Dismiss
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
