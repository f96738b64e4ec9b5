import type { Comment } from '@maskroom/shared/protocol/comments';
import { expect, test } from 'vitest';
import { isUnread, mentionAt, mentionsIn, partsOf, threadsOf } from '../../../web/review/threads.ts';

const comment = (id: string, minute: number, more: Partial<Comment> = {}): Comment => ({
  id,
  imageId: 'i',
  threadId: null,
  instanceId: null,
  point: null,
  userId: 'ann',
  userName: 'Ann',
  at: `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`,
  editedAt: null,
  text: id,
  mentions: [],
  resolvedAt: null,
  resolvedBy: null,
  ...more,
});
const members = [
  { id: '1', name: 'Ann' },
  { id: '2', name: 'Ann Lee' },
  { id: '3', name: 'Jörg' },
];

test('open threads come first, the one last spoken in on top', () => {
  const threads = threadsOf([
    comment('old', 1),
    comment('done', 2, { resolvedAt: comment('x', 9).at }),
    comment('young', 3),
    comment('answer', 4, { threadId: 'old' }),
  ]);
  expect(threads.map(({ head, answers }) => [head.id, answers.length])).toEqual([
    ['old', 1],
    ['young', 0],
    ['done', 0],
  ]);
});

test('only others’ words are new, and only until they were seen', () => {
  const seen = comment('x', 5).at;
  expect(isUnread(comment('a', 6), 'ben', seen)).toBe(true);
  expect(isUnread(comment('a', 5), 'ben', seen)).toBe(false);
  expect(isUnread(comment('a', 6), 'ann', seen)).toBe(false);
  expect(isUnread(comment('a', 6), 'ben', null)).toBe(true);
});

test('a mention is a whole name behind an @, the longest that stands there', () => {
  expect(mentionsIn('Hi @jörg, see @Ann Lee', members)).toEqual(['1', '2', '3']);
  expect(mentionsIn('mail@Jörg.example and @Annette', members)).toEqual([]);
  expect(
    partsOf('@Ann Lee and @Jörg!', members).map(({ text, isMention }) => (isMention ? `[${text}]` : text)),
  ).toEqual(['[@Ann Lee]', ' and ', '[@Jörg]', '!']);
});

test('names are offered while one is being written', () => {
  expect(mentionAt('Hi @jö', 6)).toEqual({ from: 3, query: 'jö' });
  expect(mentionAt('Hi @Ann Le', 10)).toEqual({ from: 3, query: 'Ann Le' });
  expect(mentionAt('a@b', 3)).toBeNull();
  expect(mentionAt('Hi @jörg', 2)).toBeNull();
});
