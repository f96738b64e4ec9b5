import { AtSign } from 'lucide-react';
import { listMentions } from '../../connection/commentsApi.ts';
import { t } from '../../ui/language/language.ts';
import { Link } from '../../ui/navigation.ts';
import { paths } from '../../ui/paths.ts';
import { useLoaded } from '../../ui/useLoaded.ts';
import styles from './Mentions.module.css';

/** Comments that speak to this person and wait to be seen; nothing when there are none. */
export function Mentions() {
  const { loaded } = useLoaded(listMentions);
  if (loaded.status !== 'ready' || loaded.value.length === 0) return null;
  return (
    <section className={styles.mentions} aria-labelledby="mentions">
      <h2 id="mentions">{t('comments.forYou', { n: loaded.value.length })}</h2>
      <ul>
        {loaded.value.map(({ id, threadId, projectId, imageId, fileName, userName, text }) => (
          <li key={id}>
            <Link to={paths.comment(projectId, imageId, threadId)} className={styles.line}>
              <AtSign size={16} aria-hidden />
              <span className={styles.text}>
                <strong>{userName}</strong> {text}
              </span>
              <span className={styles.where}>{fileName}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
