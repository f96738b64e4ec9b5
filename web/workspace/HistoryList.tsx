import type { HistoryEntry, HistoryPage } from '@maskroom/shared/protocol/history';
import { useCallback, useState } from 'react';
import { getHistory } from '../connection/historyApi.ts';
import { Button } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useLoaded } from '../ui/useLoaded.ts';
import styles from './HistoryDialog.module.css';

const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

interface HistoryListProps {
  readonly imageId: string;
  readonly chosen: number | null;
  readonly onChoose: (entry: HistoryEntry) => void;
}

/** What happened, newest first; older pages are fetched when asked for. */
export function HistoryList({ chosen, imageId, onChoose }: HistoryListProps) {
  const { loaded, change } = useLoaded<HistoryPage>(useCallback(() => getHistory(imageId), [imageId]));
  const [fetching, setFetching] = useState(false);
  if (loaded.status === 'loading') return <Skeleton height={240} width="100%" />;
  if (loaded.status === 'failed') return <p role="alert">{loaded.problem.message}</p>;
  const { entries, next } = loaded.value;
  if (entries.length === 0) return <p className={styles.hint}>Nothing has been drawn here yet.</p>;

  const more = async (before: number) => {
    setFetching(true);
    const page = await getHistory(imageId, before).finally(() => setFetching(false));
    change((shown) => ({ entries: [...shown.entries, ...page.entries], next: page.next }));
  };

  return (
    <ul className={styles.list} aria-label="What happened">
      {entries.map((entry) => (
        <li key={entry.seq}>
          <button
            type="button"
            className={styles.entry}
            aria-pressed={entry.seq === chosen}
            onClick={() => onChoose(entry)}
          >
            <span>{sentence(entry)}</span>
            <span className={styles.when}>{time.format(new Date(entry.at))}</span>
          </button>
        </li>
      ))}
      {next !== null && (
        <li>
          <Button disabled={fetching} onClick={() => void more(next)}>
            Older
          </Button>
        </li>
      )}
    </ul>
  );
}

const sentence = ({ kind, label, reason, userName }: HistoryEntry): string =>
  `${userName ?? 'Maskroom'} ${kind} ${label ?? 'an object'}${kind === 'rejected' && reason ? `: ${reason}` : ''}`;
