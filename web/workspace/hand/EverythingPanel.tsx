import { useStore } from 'zustand';
import { deepestLevel, levelName } from '../../assist/proposals.ts';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { Button } from '../../ui/Button.tsx';
import { decimal, number } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { ProgressBar } from '../../ui/Progress.tsx';
import { percent } from '../../ui/quantity.ts';
import { Slider } from '../../ui/Slider.tsx';
import { useHand, useWorkbench } from '../state/sessionContext.ts';
import styles from './EverythingPanel.module.css';

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
      aria-label={t('everything.title')}
      data-floating
      data-testid="everything"
      data-status={status}
      data-shown={shown.length}
    >
      <div className={styles.head}>
        <h3>{t('everything.title')}</h3>
        {isRunning ? (
          <Button size="small" onClick={everything.cancel} data-testid="everything-cancel">
            {t('common.stop')}
          </Button>
        ) : (
          <Button
            kind={status === 'idle' ? 'primary' : 'quiet'}
            size="small"
            onClick={() => void everything.start()}
            data-testid="everything-start"
          >
            {status === 'idle' ? t('everything.find') : t('everything.again')}
          </Button>
        )}
      </div>
      {isRunning && <ProgressBar label={t('everything.looking')} value={fraction} />}
      {status === 'idle' && <p className={styles.hint}>{t('everything.hint')}</p>}
      {status !== 'idle' && (
        <p className={styles.line} aria-live="polite">
          <span>
            {isRunning
              ? t('everything.lookingAt', { share: percent(fraction) })
              : t('everything.found', { n: proposals.size })}
          </span>
          <output>{t('everything.shown', { n: number(shown.length) })}</output>
        </p>
      )}
      {proposals.size > 0 && (
        <>
          {deepest > 0 && (
            <Slider
              name={t('everything.detail')}
              value={level}
              range={[0, deepest, 1]}
              words={levelName(level)}
              shortcut={keyOf('candidateNext')}
              onChange={(next) => everything.filter({ level: next })}
            />
          )}
          <div className={styles.fine}>
            <Slider
              name={t('everything.score')}
              value={leastIou}
              range={[0, 1, 0.01]}
              words={decimal(leastIou, 2)}
              onChange={(next) => everything.filter({ leastIou: next })}
            />
            <Slider
              name={t('everything.stability')}
              value={leastStability}
              range={[0, 1, 0.01]}
              words={decimal(leastStability, 2)}
              onChange={(next) => everything.filter({ leastStability: next })}
            />
          </div>
          <p className={styles.hint}>
            {label ? t('everything.clickAs', { label: label.name }) : t('everything.click')}
          </p>
          <div className={styles.actions}>
            <Button
              kind="primary"
              size="small"
              disabled={shown.length === 0 || !label}
              aria-keyshortcuts={keyOf('acceptAll')}
              onClick={() => commands.run('acceptAll')}
              data-testid="everything-accept-all"
            >
              {t('everything.keepAll', { n: number(shown.length) })}
            </Button>
            <Button size="small" onClick={everything.dismiss} data-testid="everything-dismiss">
              {t('common.dismiss')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
