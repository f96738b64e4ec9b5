import { presenceColorOf } from '@maskroom/shared/presence/presence';
import type { Comment } from '@maskroom/shared/protocol/comments';
import { Check, RotateCcw, Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { isUnread, mentionsIn, partsOf, type Thread } from '../../review/threads.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { failureWords } from '../../ui/language/failureWords.ts';
import { moment } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { mayAnnotate, mayReview } from '../state/permissions.ts';
import { useShapes, useView, useWorkbench } from '../state/sessionContext.ts';
import { CommentBox } from './CommentBox.tsx';
import styles from './CommentsPanel.module.css';
import { placeWords } from './commentPlaces.ts';
import { draftComment, dropDraft } from './drafts.ts';

interface ThreadProps {
  readonly thread: Thread;
  /** What came later is marked as new. */
  readonly seenAt: string | null;
}

/** A first comment with its answers, and what one may do with it. */
export function CommentThread({ thread: { head, answers }, seenAt }: ThreadProps) {
  const workbench = useWorkbench();
  const { commands, comments, me, notes, project, role, view } = workbench;
  const isChosen = useView((state) => state.thread === head.id);
  // The words for the place change with the object's label.
  useShapes((state) => (head.instanceId === null ? null : state.byId.get(head.instanceId)));
  const answering = useView((state) => state.drafts.has(head.id));
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);

  const attempt = (work: Promise<void>) =>
    void work.catch((cause: unknown) => notes.warn({ title: failureWords(cause) }));
  const isResolved = head.resolvedAt !== null;
  const mayResolve = mayAnnotate(role) && (head.userId === me.id || mayReview(role));
  const { instanceId } = head;
  return (
    <li
      ref={item}
      className={classes(styles.thread, isChosen && styles.chosen, isResolved && styles.resolved)}
      data-testid="comment-thread"
      data-thread={head.id}
      data-resolved={isResolved}
    >
      <button
        type="button"
        className={styles.place}
        onClick={() => {
          view.setState({ thread: head.id });
          if (instanceId !== null) commands.show(instanceId);
        }}
      >
        {t(isResolved ? 'comments.onResolved' : 'comments.on', { place: placeWords(workbench, head) })}
      </button>
      {[head, ...answers].map((comment) => (
        <Said
          key={comment.id}
          comment={comment}
          isNew={isUnread(comment, me.id, seenAt)}
          onRemove={
            comment.userId === me.id && (comment.threadId !== null || answers.length === 0)
              ? () => attempt(comments.remove(comment.id))
              : undefined
          }
        />
      ))}
      {answering ? (
        <CommentBox
          draft={head.id}
          label={t('comments.answer')}
          button={t('comments.answer')}
          onCancel={() => dropDraft(view, head.id)}
          onSend={async (text) => {
            await comments.add({ text, mentions: mentionsIn(text, project.members), threadId: head.id });
            dropDraft(view, head.id);
          }}
        />
      ) : (
        <div className={styles.actions}>
          {mayResolve && (
            <Button
              size="small"
              kind="quiet"
              onClick={() => attempt(comments.change(head.id, { resolved: !isResolved }))}
            >
              {isResolved ? <RotateCcw aria-hidden /> : <Check aria-hidden />}
              {isResolved ? t('comments.reopen') : t('comments.resolve')}
            </Button>
          )}
          {mayAnnotate(role) && (
            <Button size="small" kind="quiet" onClick={() => draftComment(view, head.id, {})}>
              {t('comments.answer')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

interface SaidProps {
  readonly comment: Comment;
  readonly isNew: boolean;
  readonly onRemove: (() => void) | undefined;
}

function Said({ comment, isNew, onRemove }: SaidProps) {
  const { project } = useWorkbench();
  const { at, text, userId, userName } = comment;
  const spokenTo = project.members.filter(({ id }) => comment.mentions.includes(id));
  return (
    <div className={styles.said}>
      <Avatar person={{ id: userId, name: userName }} color={presenceColorOf(userId)} size={22} />
      <div className={styles.words}>
        <p className={styles.who}>
          <strong>{userName}</strong>
          {isNew && <span className={styles.new}>{t('comments.new')}</span>}
          <time dateTime={at}>{moment(at, { dateStyle: 'medium', timeStyle: 'short' })}</time>
          {onRemove && (
            <IconButton
              size="small"
              className={styles.remove}
              label={t('comments.takeBack')}
              onClick={onRemove}
            >
              <Trash2 />
            </IconButton>
          )}
        </p>
        <p className={styles.body}>
          {partsOf(text, spokenTo).map((part, i) =>
            part.isMention ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
              <mark key={i} className={styles.mention}>
                {part.text}
              </mark>
            ) : (
              part.text
            ),
          )}
        </p>
      </div>
    </div>
  );
}
