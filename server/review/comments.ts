import { randomUUID } from 'node:crypto';
import type { Role } from '@maskroom/shared/annotation/role';
import { createListeners } from '@maskroom/shared/base/listeners';
import { Problem } from '@maskroom/shared/base/problem';
import {
  type Comment,
  type CommentChange,
  type CommentChanged,
  commentCaps,
  type Mention,
  type NewComment,
} from '@maskroom/shared/protocol/comments';
import { allowed } from '../account/permissions.ts';
import {
  countComments,
  deleteComment,
  findComment,
  insertComment,
  isAnswered,
  listComments,
  listMentions,
  markSeen,
  type NamedComment,
  seenAt,
  updateComment,
  writeMentions,
} from '../store/commentStore.ts';
import type { CommentRow } from '../store/commentTables.ts';
import type { Database } from '../store/database.ts';
import { listMembers } from '../store/memberStore.ts';

/** Who speaks, and what they are in the picture's project. */
export interface Speaker {
  readonly userId: string;
  readonly role: Role;
}

interface CommentedImage {
  readonly id: string;
  readonly projectId: string;
}

const MOST_MENTIONS_LISTED = 50;

/**
 * What people say about pictures. Comments are commands, like decisions: who said what and when is the server's word,
 * and whom they speak to must be found without opening a document. Whoever calls has asked whether the speaker may.
 */
export function createComments(db: Database, now: () => number = Date.now) {
  const changes = createListeners<[change: CommentChanged]>();
  const acts = createListeners<[projectId: string, userId: string, imageId: string]>();
  const tell = (imageId: string, commentId: string, comment: Comment | null) =>
    changes.tell({ imageId, commentId, comment });

  async function find(imageId: string, id: string): Promise<NamedComment> {
    const comment = await findComment(db, imageId, id);
    if (!comment) throw new Problem('not-found', 'This comment is not there any more.');
    return comment;
  }

  async function told(imageId: string, id: string): Promise<Comment> {
    const comment = commentOf(await find(imageId, id));
    tell(imageId, id, comment);
    return comment;
  }

  /** Somebody who is no member is not spoken to. */
  async function membersAmong(projectId: string, mentions: readonly string[]): Promise<string[]> {
    const members = new Set((await listMembers(db, [projectId])).map(({ id }) => id));
    return mentions.filter((id) => members.has(id));
  }

  return {
    /** Told once the change is on disk. */
    onChange: changes.add,
    /** Who did it, and where. */
    onAct: acts.add,

    /** Oldest first, and until when this user has seen them. */
    async list(imageId: string, userId: string) {
      const [rows, seen] = [await listComments(db, imageId), await seenAt(db, imageId, userId)];
      return { comments: rows.map(commentOf), seenAt: isoOf(seen) };
    },

    /** @throws Problem `not-found` (the thread), `conflict` (too many) */
    async add(image: CommentedImage, { userId }: Speaker, comment: NewComment): Promise<Comment> {
      const thread = comment.threadId === undefined ? null : await find(image.id, comment.threadId);
      if ((await countComments(db, image.id)) >= commentCaps.perImage)
        throw new Problem('conflict', `A picture has at most ${commentCaps.perImage} comments.`);
      const [x, y] = comment.point ?? [null, null];
      const row: CommentRow = {
        id: randomUUID(),
        image_id: image.id,
        thread_id: thread && (thread.thread_id ?? thread.id),
        instance_id: comment.instanceId ?? null,
        x,
        y,
        user_id: userId,
        at: now(),
        edited_at: null,
        text: comment.text,
        resolved_at: null,
        resolved_by: null,
      };
      await insertComment(db, row, await membersAmong(image.projectId, comment.mentions));
      acts.tell(image.projectId, userId, image.id);
      return told(image.id, row.id);
    },

    /** @throws Problem `not-found`, `forbidden` */
    async change(
      image: CommentedImage,
      speaker: Speaker,
      id: string,
      change: CommentChange,
    ): Promise<Comment> {
      const comment = await find(image.id, id);
      const isOwn = comment.user_id === speaker.userId;
      if ('resolved' in change) {
        if (comment.thread_id !== null) throw new Problem('bad-request', 'Only a whole thread is resolved.');
        if (!isOwn && !allowed(speaker.role, 'comments:resolve')) throw new Problem('forbidden');
        const resolved = change.resolved ? { at: now(), by: speaker.userId } : { at: null, by: null };
        await updateComment(db, id, { resolved_at: resolved.at, resolved_by: resolved.by });
      } else {
        if (!isOwn) throw new Problem('forbidden', 'Only its author changes a comment.');
        await updateComment(db, id, { text: change.text, edited_at: now() });
        await writeMentions(db, id, await membersAmong(image.projectId, change.mentions));
      }
      acts.tell(image.projectId, speaker.userId, image.id);
      return told(image.id, id);
    },

    /** One’s own, a lead anybody’s; a thread that others have answered stays. @throws Problem `not-found`, `forbidden`, `conflict` */
    async remove(image: CommentedImage, speaker: Speaker, id: string): Promise<void> {
      const comment = await find(image.id, id);
      const mayAny = allowed(speaker.role, 'comments:remove');
      if (comment.user_id !== speaker.userId && !mayAny) throw new Problem('forbidden');
      if (!mayAny && comment.thread_id === null && (await isAnswered(db, id, speaker.userId)))
        throw new Problem('conflict', 'Others have answered: resolve the thread instead.');
      await deleteComment(db, id);
      acts.tell(image.projectId, speaker.userId, image.id);
      tell(image.id, id, null);
    },

    markSeen: (imageId: string, userId: string): Promise<void> => markSeen(db, imageId, userId, now()),

    /** What speaks to this user and was not seen, newest first. */
    async mentions(userId: string, projectIds: readonly string[]): Promise<Mention[]> {
      if (projectIds.length === 0) return [];
      const rows = await listMentions(db, userId, projectIds, MOST_MENTIONS_LISTED);
      return rows.map((row) => ({
        id: row.id,
        threadId: row.thread_id ?? row.id,
        imageId: row.image_id,
        projectId: row.project_id,
        fileName: row.file_name,
        userName: row.user_name,
        at: new Date(row.at).toISOString(),
        text: row.text,
      }));
    },
  };
}

export type Comments = ReturnType<typeof createComments>;

const isoOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const commentOf = (row: NamedComment): Comment => ({
  id: row.id,
  imageId: row.image_id,
  threadId: row.thread_id,
  instanceId: row.instance_id,
  point: row.x === null || row.y === null ? null : [row.x, row.y],
  userId: row.user_id,
  userName: row.user_name,
  at: new Date(row.at).toISOString(),
  editedAt: isoOf(row.edited_at),
  text: row.text,
  mentions: [...row.mentions],
  resolvedAt: isoOf(row.resolved_at),
  resolvedBy: row.resolved_by,
});
