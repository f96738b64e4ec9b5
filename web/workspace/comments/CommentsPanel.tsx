import { MessageSquarePlus } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { mentionsIn, threadsOf } from '../../review/threads.ts';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { Button } from '../../ui/Button.tsx';
import { Key } from '../../ui/Key.tsx';
import { t } from '../../ui/language/language.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { mayAnnotate } from '../state/permissions.ts';
import { useView, useWorkbench } from '../state/sessionContext.ts';
import type { CommentPlace } from '../state/viewStore.ts';
import { CommentBox } from './CommentBox.tsx';
import styles from './CommentsPanel.module.css';
import { CommentThread } from './CommentThread.tsx';
import { placeWords } from './commentPlaces.ts';
import { dropDraft } from './drafts.ts';

/** What is said about the picture, and where one says something. */
export function CommentsPanel() {
  const { commands, comments, image, role } = useWorkbench();
  const { keyOf } = useKeymap();
  const { comments: said, status } = useStore(comments.store);
  const draft = useView((state) => state.drafts.get(image.id));
  const chosen = useView((state) => state.thread);
  // What was new when the tab was opened stays marked until it is left.
  const [seenBefore] = useState(() => comments.store.getState().seenAt);
  const [showsResolved, setShowsResolved] = useState(false);
  const threads = useMemo(() => threadsOf(said), [said]);
  const resolved = threads.filter(({ head }) => head.resolvedAt !== null);
  const shown = threads.filter(({ head }) => head.resolvedAt === null || showsResolved || head.id === chosen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new comment is seen as it comes
  useEffect(() => comments.markSeen(), [comments, said]);

  return (
    <div className={styles.panel} data-testid="comments">
      {draft?.place ? (
        <NewThread place={draft.place} />
      ) : (
        mayAnnotate(role) && (
          <div className={styles.begin}>
            <Button size="small" onClick={() => commands.run('comment')} data-testid="begin-comment">
              <MessageSquarePlus aria-hidden />
              {t('comments.comment')}
              <Key keys={keyOf('comment')} />
            </Button>
          </div>
        )
      )}
      {status === 'loading' && <Skeleton height={72} width="100%" />}
      {status === 'failed' && <p className={styles.empty}>{t('comments.notLoaded')}</p>}
      {status === 'ready' && shown.length === 0 && !draft && (
        <p className={styles.empty}>{resolved.length > 0 ? t('comments.allResolved') : t('comments.none')}</p>
      )}
      <ul className={styles.threads}>
        {shown.map((thread) => (
          <CommentThread key={thread.head.id} thread={thread} seenAt={seenBefore} />
        ))}
      </ul>
      {resolved.length > 0 && (
        <Button
          size="small"
          kind="quiet"
          aria-expanded={showsResolved}
          onClick={() => setShowsResolved(!showsResolved)}
        >
          {showsResolved ? t('comments.hideResolved') : t('comments.showResolved', { n: resolved.length })}
        </Button>
      )}
    </div>
  );
}

function NewThread({ place }: { readonly place: CommentPlace }) {
  const workbench = useWorkbench();
  const { comments, image, project, view } = workbench;
  const pinned = {
    instanceId: place.kind === 'instance' ? place.instanceId : null,
    point: place.kind === 'point' ? ([...place.point] as [number, number]) : null,
  };
  const close = () => dropDraft(view, image.id);
  return (
    <CommentBox
      draft={image.id}
      label={t('comments.on', { place: placeWords(workbench, pinned) })}
      button={t('comments.comment')}
      onCancel={close}
      onSend={async (text) => {
        const added = await comments.add({
          text,
          mentions: mentionsIn(text, project.members),
          ...(pinned.instanceId !== null && { instanceId: pinned.instanceId }),
          ...(pinned.point && { point: pinned.point }),
        });
        close();
        view.setState({ thread: added.id });
      }}
    />
  );
}
