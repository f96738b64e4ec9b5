import type { QueueOrder } from '@maskroom/shared/protocol/queue';
import { Check, ChevronLeft, ChevronRight, Maximize, Minimize, PencilRuler, X } from 'lucide-react';
import { useKeymap } from '../tool/keymap/KeymapProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Key } from '../ui/Key.tsx';
import { decimal, moment, number } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import { Link } from '../ui/navigation.ts';
import { BeforeLine } from './BeforeLine.tsx';
import styles from './DecisionBar.module.css';
import { NewsLine } from './NewsLine.tsx';
import { isLeaving, type News, type QueueItem } from './queueState.ts';
import type { Compare } from './useCompare.ts';

interface DecisionBarProps {
  readonly item: QueueItem;
  readonly color: string;
  readonly order: QueueOrder;
  readonly news: News | null;
  readonly compare: Compare;
  /** Answers wait a moment: the object in view has just become another. */
  readonly held: boolean;
  readonly place: number;
  readonly total: number;
  readonly whole: boolean;
  /** The object in the workspace. */
  readonly to: string;
  readonly act: {
    readonly accept: () => void;
    readonly startReject: () => void;
    readonly go: (by: 1 | -1) => void;
    readonly toggleWhole: () => void;
    /** Opens the object in the workspace. */
    readonly mend: () => void;
  };
}

/** What the object is said to be, and the two answers. */
export function DecisionBar({
  item,
  color,
  order,
  news,
  compare,
  held,
  place,
  total,
  whole,
  to,
  act,
}: DecisionBarProps) {
  const { keyOf } = useKeymap();
  const certainty =
    item.predictedIou === null ? t('queue.byHand') : t('queue.iou', { iou: decimal(item.predictedIou, 2) });
  const agreement =
    item.agreement !== null && t('queue.agreement', { agreement: decimal(item.agreement, 2) });
  const ordered = orderedBy(order, item, compare.madeAt);
  return (
    <>
      <div className={styles.what}>
        <span className={styles.label}>
          <span className={styles.swatch} style={{ background: color }} />
          {item.label}
        </span>
        <span className={styles.facts}>
          {certainty}
          {agreement && ` · ${agreement}`}
          {ordered && ` · ${ordered}`}
          {answersOf(item)} · {item.createdByName} · <Link to={to}>{item.fileName}</Link>
        </span>
        <NewsLine news={news} />
        {!news && <BeforeLine compare={compare} />}
      </div>
      <div className={styles.answers}>
        <Button
          className={styles.answer}
          disabled={held}
          aria-keyshortcuts={keyOf('reviewReject')}
          onClick={act.startReject}
        >
          <X /> {t('common.reject')} <Key keys={keyOf('reviewReject')} />
        </Button>
        <Button
          kind="primary"
          className={styles.answer}
          disabled={held}
          aria-keyshortcuts={keyOf('reviewAccept')}
          onClick={act.accept}
        >
          <Check /> {t('common.accept')} <Key keys={keyOf('reviewAccept')} />
        </Button>
      </div>
      <div className={styles.moves}>
        <IconButton
          label={whole ? t('queue.showObject') : t('queue.showWhole')}
          shortcut={keyOf('queueWhole')}
          side="top"
          onClick={act.toggleWhole}
        >
          {whole ? <Minimize /> : <Maximize />}
        </IconButton>
        <Button kind="quiet" aria-keyshortcuts={keyOf('queueOpen')} onClick={act.mend}>
          <PencilRuler /> {t('queue.mend')} <Key keys={keyOf('queueOpen')} />
        </Button>
        <IconButton
          label={t('common.previous')}
          shortcut={keyOf('reviewPrevious')}
          side="top"
          disabled={place === 1}
          onClick={() => act.go(-1)}
        >
          <ChevronLeft />
        </IconButton>
        <span className={styles.place} title={t('queue.waiting', { n: total })}>
          {t('common.ofTotal', { place: number(place), total: number(total) })}
        </span>
        <IconButton
          label={t('common.next')}
          shortcut={keyOf('reviewNext')}
          side="top"
          disabled={place === total && !isLeaving({ news })}
          onClick={() => act.go(1)}
        >
          <ChevronRight />
        </IconButton>
      </div>
    </>
  );
}

/** What put it here, where nothing else says so. */
function orderedBy(order: QueueOrder, { stabilityScore }: QueueItem, madeAt: string | null): string | null {
  if (order === 'stabilityScore' && stabilityScore !== null)
    return t('queue.stability', { stability: decimal(stabilityScore, 2) });
  if (order === 'age' && madeAt !== null)
    return t('queue.drawn', { when: moment(madeAt, { dateStyle: 'medium', timeStyle: 'short' }) });
  return null;
}

/** What the object was said to be besides its label; the decision is about that too. */
const answersOf = ({ attributes }: QueueItem): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` · ${answerWords(name, value)}`)
    .join('');

function answerWords(name: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? name : t('queue.answeredNo', { name });
  return t('queue.answered', { name, value: typeof value === 'number' ? decimal(value, 3) : value });
}
