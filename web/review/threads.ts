import type { Comment } from '@maskroom/shared/protocol/comments';

/** A first comment and what was answered, oldest first. */
export interface Thread {
  readonly head: Comment;
  readonly answers: readonly Comment[];
}

/** Open threads before resolved ones, the one last spoken in first. */
export function threadsOf(comments: readonly Comment[]): readonly Thread[] {
  const threads = comments
    .filter(({ threadId }) => threadId === null)
    .map((head) => ({ head, answers: comments.filter(({ threadId }) => threadId === head.id) }));
  const lastAt = ({ head, answers }: Thread) => answers.at(-1)?.at ?? head.at;
  const rank = ({ head }: Thread) => (head.resolvedAt === null ? 0 : 1);
  return threads.sort((a, b) => rank(a) - rank(b) || (lastAt(a) < lastAt(b) ? 1 : -1));
}

/** Whether somebody else has said it since this person last looked. */
export const isUnread = (
  { userId, at }: Pick<Comment, 'userId' | 'at'>,
  myId: string,
  seenAt: string | null,
): boolean => userId !== myId && at > (seenAt ?? '');

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Who is spoken to: members whose name stands behind an @. */
export const mentionsIn = (text: string, members: readonly Named[]): string[] =>
  members.filter(({ name }) => startsOf(text, name).length > 0).map(({ id }) => id);

/** Where `@name` stands as a whole: behind a space or at the start, and no letter follows. */
function startsOf(text: string, name: string): number[] {
  const starts: number[] = [];
  const wanted = `@${name}`.toLowerCase();
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    const [before, after] = [text[at - 1], text[at + wanted.length]];
    const isWhole = !/[\p{L}\p{N}]/u.test(before ?? ' ') && !/[\p{L}\p{N}]/u.test(after ?? ' ');
    if (isWhole) starts.push(at);
  }
  return starts;
}

export interface TextPart {
  readonly text: string;
  readonly isMention: boolean;
}

/** The words of a comment, those that speak to somebody apart. */
export function partsOf(text: string, members: readonly Named[]): readonly TextPart[] {
  const marks = members
    .flatMap(({ name }) => startsOf(text, name).map((from) => ({ from, to: from + name.length + 1 })))
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const parts: TextPart[] = [];
  let at = 0;
  for (const { from, to } of marks) {
    if (from < at) continue;
    if (from > at) parts.push({ text: text.slice(at, from), isMention: false });
    parts.push({ text: text.slice(from, to), isMention: true });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isMention: false });
  return parts;
}

/** The name that is being written behind an @ before the caret, and where the @ stands; null when none is. */
export function mentionAt(
  text: string,
  caret: number,
): { readonly from: number; readonly query: string } | null {
  const found = /(?:^|[\s(])@([\p{L}\p{N}._-]*(?: [\p{L}\p{N}._-]*)?)$/u.exec(text.slice(0, caret));
  return found ? { from: caret - found[1].length - 1, query: found[1] } : null;
}
