import { presenceColorOf } from '@maskroom/shared/presence/presence';
import { t } from '../../ui/language/language.ts';
import { useView, useWorkbench } from '../state/sessionContext.ts';
import styles from './FollowNote.module.css';

/** Frames the picture while it shows what somebody else looks at. */
export function FollowNote() {
  const { personName } = useWorkbench();
  const following = useView((state) => state.following);
  if (following === null) return null;
  return (
    <div
      className={styles.frame}
      style={{ borderColor: `var(--presence-${presenceColorOf(following)})` }}
      data-testid="following"
    >
      <output className={styles.note}>{t('follow.note', { name: personName(following) })}</output>
    </div>
  );
}
