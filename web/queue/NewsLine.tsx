import { decidedWords } from '../review/decidedWords.ts';
import { t } from '../ui/language/language.ts';
import styles from './DecisionBar.module.css';
import type { News } from './queueState.ts';

/** What happened to the object in view while it was looked at. Read out. */
export function NewsLine({ news }: { readonly news: News | null }) {
  return (
    <span role="status" className={styles.news} data-testid="queue-news">
      {news && newsWords(news)}
    </span>
  );
}

function newsWords(news: News): string {
  if (news.kind === 'changed') return t('queue.news.changed');
  if (news.kind === 'gone') return t('queue.news.gone');
  const { byName, decision, reason } = news.standing;
  return t('queue.news.decided', { decision: decidedWords(decision, byName, reason) });
}
