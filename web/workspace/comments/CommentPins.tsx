import { presenceColorOf } from '@maskroom/shared/presence/presence';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Stage } from '../../canvas/stage.ts';
import type { Viewport } from '../../canvas/viewport.ts';
import { isUnread, type Thread, threadsOf } from '../../review/threads.ts';
import { initialsOf } from '../../ui/Avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { t } from '../../ui/language/language.ts';
import { useShapes, useView, useWorkbench } from '../state/sessionContext.ts';
import styles from './CommentPins.module.css';
import { pinOf } from './commentPlaces.ts';

/** Open threads where they are pinned; they follow the picture. */
export function CommentPins({ stage }: { readonly stage: Stage }) {
  const { comments, image } = useWorkbench();
  const said = useStore(comments.store, (state) => state.comments);
  const byId = useShapes((state) => state.byId);
  const place = useView((state) => state.drafts.get(image.id)?.place);
  const chosen = useView((state) => state.thread);
  const [, setViewport] = useState<Viewport>(stage.viewport);
  useEffect(() => stage.onViewport(setViewport), [stage]);
  const threads = useMemo(
    () => threadsOf(said).filter(({ head }) => head.resolvedAt === null || head.id === chosen),
    [said, chosen],
  );
  const placed = place?.kind === 'point' ? stage.toScreen(place.point) : null;
  return (
    <div className={styles.pins}>
      {threads.map((thread) => {
        const pin = pinOf(thread.head, byId);
        return pin && <Pin key={thread.head.id} thread={thread} at={stage.toScreen(pin)} />;
      })}
      {placed && <span className={classes(styles.pin, styles.draft)} style={placeOf(placed)} aria-hidden />}
    </div>
  );
}

const placeOf = ([x, y]: readonly [number, number]) => ({ transform: `translate(${x}px, ${y - 28}px)` });

interface PinProps {
  readonly thread: Thread;
  /** CSS px on the stage. */
  readonly at: readonly [number, number];
}

function Pin({ thread: { head, answers }, at }: PinProps) {
  const { comments, me, view } = useWorkbench();
  const seenAt = useStore(comments.store, (state) => state.seenAt);
  const isChosen = useView((state) => state.thread === head.id);
  const unread = [head, ...answers].some((comment) => isUnread(comment, me.id, seenAt));
  return (
    <button
      type="button"
      data-floating
      data-testid="comment-pin"
      data-thread={head.id}
      data-unread={unread}
      className={classes(styles.pin, isChosen && styles.chosen)}
      style={{
        ...placeOf(at),
        background: `color-mix(in srgb, var(--presence-${presenceColorOf(head.userId)}) 72%, black)`,
      }}
      aria-label={t(unread ? 'comments.byNew' : 'comments.by', {
        name: head.userName,
        text: head.text,
      })}
      title={head.text}
      onClick={() => view.setState({ thread: head.id, tab: 'comments', panelOpen: true })}
    >
      {initialsOf(head.userName)}
      {unread && <span className={styles.unread} />}
    </button>
  );
}
