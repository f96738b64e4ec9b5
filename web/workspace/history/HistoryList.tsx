import type { HistoryEntry, HistoryPage } from '@maskroom/shared/protocol/history';
import { useCallback, useState } from 'react';
import { getHistory } from '../../connection/historyApi.ts';
import { Button } from '../../ui/Button.tsx';
import { moment } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { reasonWords } from '../../ui/language/reasons.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import styles from './HistoryDialog.module.css';

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
  if (entries.length === 0) return <p className={styles.hint}>{t('history.nothing')}</p>;

  const more = async (before: number) => {
    setFetching(true);
    const page = await getHistory(imageId, before).finally(() => setFetching(false));
    change((shown) => ({ entries: [...shown.entries, ...page.entries], next: page.next }));
  };

  return (
    <ul className={styles.list} aria-label={t('history.what')}>
      {entries.map((entry) => (
        <li key={entry.seq}>
          <button
            type="button"
            className={styles.entry}
            aria-pressed={entry.seq === chosen}
            onClick={() => onChoose(entry)}
          >
            <span>{sentence(entry)}</span>
            <span className={styles.when}>
              {moment(entry.at, { dateStyle: 'medium', timeStyle: 'medium' })}
            </span>
          </button>
        </li>
      ))}
      {next !== null && (
        <li>
          <Button disabled={fetching} onClick={() => void more(next)}>
            {t('common.older')}
          </Button>
        </li>
      )}
    </ul>
  );
}

function sentence({ kind, label, reason, userName }: HistoryEntry): string {
  const who = userName ?? 'Maskroom';
  const said = t(`historyKind.${kind}`, { who, what: label ?? t('history.object') });
  return kind === 'rejected' && reason
    ? t('history.because', { sentence: said, reason: reasonWords(reason) })
    : said;
}
