import { presenceColorOf } from '@maskroom/shared/presence/presence';
import { Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/language/language.ts';
import { useView, useWorkbench } from '../state/sessionContext.ts';
import styles from './FollowNote.module.css';

/** From one picture to the next somebody is in none for a moment. */
const AWAY_MS = 2_000;

/** Frames the picture while it shows what somebody else looks at. */
export function FollowNote() {
  const following = useView((state) => state.following);
  return following === null ? null : <Following key={following} userId={following} />;
}

function Following({ userId }: { readonly userId: string }) {
  const { personName, presence, view } = useWorkbench();
  const isHere = useStore(presence.others, ({ others }) =>
    others.some((other) => other.presence.user.id === userId),
  );
  const [isAway, setIsAway] = useState(false);
  useEffect(() => {
    if (isHere) return setIsAway(false);
    const timer = setTimeout(() => setIsAway(true), AWAY_MS);
    return () => clearTimeout(timer);
  }, [isHere]);
  const name = personName(userId);
  return (
    <div
      className={styles.frame}
      style={{ borderColor: `var(--presence-${presenceColorOf(userId)})` }}
      data-testid="following"
    >
      <div className={styles.note} data-floating data-follow-note>
        <Eye size={16} aria-hidden />
        <output className={styles.words}>
          {isAway ? t('follow.waiting', { name }) : t('follow.watching', { name })}
        </output>
        <Button size="small" title={t('follow.stopHint')} onClick={() => view.setState({ following: null })}>
          {t('follow.stop')}
        </Button>
      </div>
    </div>
  );
}
