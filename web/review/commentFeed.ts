import type { Comment, CommentChange, CommentChanged, NewComment } from '@maskroom/shared/protocol/comments';
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  addComment,
  changeComment,
  listComments,
  markCommentsSeen,
  removeComment,
} from '../connection/commentsApi.ts';
import type { AppSocket } from '../connection/socketClient.ts';

export interface CommentState {
  /** Oldest first. */
  readonly comments: readonly Comment[];
  /** ISO; until when this person has seen them. */
  readonly seenAt: string | null;
  readonly status: 'loading' | 'ready' | 'failed';
}

/** What is said about the open picture, as it is said. Calls throw a Problem. */
export interface CommentFeed {
  readonly store: StoreApi<CommentState>;
  add(comment: NewComment): Promise<Comment>;
  change(id: string, change: CommentChange): Promise<void>;
  remove(id: string): Promise<void>;
  /** This person is looking at them. */
  markSeen(): void;
  close(): void;
}

export function openCommentFeed(socket: AppSocket, imageId: string): CommentFeed {
  const store = createStore<CommentState>(() => ({ comments: [], seenAt: null, status: 'loading' }));
  let closed = false;
  let asked = 0;

  const put = (comment: Comment) =>
    store.setState(({ comments }) => ({ comments: withComment(comments, comment) }));
  const drop = (id: string) =>
    store.setState(({ comments }) => ({
      comments: comments.filter((comment) => comment.id !== id && comment.threadId !== id),
    }));

  /** Whoever was away asks for everything again: what was said meanwhile was told to others only. */
  function reload(): void {
    const turn = ++asked;
    listComments(imageId).then(
      (list) => {
        if (!closed && turn === asked) store.setState({ ...list, status: 'ready' });
      },
      () => {
        if (!closed && turn === asked && store.getState().status === 'loading')
          store.setState({ status: 'failed' });
      },
    );
  }
  const onChanged = ({ imageId: id, comment, commentId }: CommentChanged) => {
    if (id !== imageId) return;
    if (comment) put(comment);
    else drop(commentId);
  };
  socket.on('comment:changed', onChanged);
  socket.on('connect', reload);
  reload();

  return {
    store,
    async add(comment) {
      const added = await addComment(imageId, comment);
      put(added);
      return added;
    },
    async change(id, change) {
      put(await changeComment(imageId, id, change));
    },
    async remove(id) {
      await removeComment(imageId, id);
      drop(id);
    },
    markSeen() {
      const newest = store.getState().comments.at(-1)?.at ?? null;
      if (newest === null || newest <= (store.getState().seenAt ?? '')) return;
      store.setState({ seenAt: newest });
      markCommentsSeen(imageId).catch(() => undefined);
    },
    close() {
      closed = true;
      socket.off('comment:changed', onChanged);
      socket.off('connect', reload);
    },
  };
}

function withComment(comments: readonly Comment[], comment: Comment): readonly Comment[] {
  const others = comments.filter(({ id }) => id !== comment.id);
  return [...others, comment].sort((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1));
}
