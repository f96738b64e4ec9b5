import type { ImageTagged } from '@maskroom/shared/protocol/tags';
import { expect, test } from 'vitest';
import { createTags } from '../../../server/image/tags.ts';
import { createHttpFixture } from '../../support/httpFixture.ts';

async function setUp() {
  const fixture = await createHttpFixture();
  const [first, second] = [await fixture.addPicture(), await fixture.addPicture('other.jpg', 80)];
  const { token } = await fixture.member('annotator');
  const change = (id: string, body: object) => fixture.call('PUT', `/images/${id}/tags`, { token, body });
  const read = async (path: string) => (await fixture.call('GET', path, { token })).json();
  return { ...fixture, first: first.id, second: second.id, change, read };
}

test('tags are put on and taken off, one word in a project whatever its case', async () => {
  const { change, first, read, second } = await setUp();
  expect((await change(first, { add: [' Night ', 'blurry'] })).json()).toEqual({ tags: ['Night', 'blurry'] });
  expect((await change(second, { add: ['NIGHT', 'night'] })).json()).toEqual({ tags: ['Night'] });
  expect(await read('/projects/p/tags')).toEqual({
    tags: [
      { tag: 'Night', images: 2 },
      { tag: 'blurry', images: 1 },
    ],
  });
  expect((await change(first, { add: ['rain'], remove: ['nighT'] })).json()).toEqual({
    tags: ['blurry', 'rain'],
  });
  expect((await read(`/images/${first}`)).tags).toEqual(['blurry', 'rain']);
  const { images } = await read('/projects/p/images');
  expect(images.map(({ tags }: { tags: string[] }) => tags)).toEqual([['blurry', 'rain'], ['Night']]);
});

test('no empty, endless or invisible words, and not too many', async () => {
  const { change, first, read } = await setUp();
  for (const tag of ['', '   ', 'x'.repeat(61), 'a\u0000b', 'evil\u202etxt', 7])
    expect((await change(first, { add: [tag] })).statusCode, JSON.stringify(tag)).toBe(400);
  const many = Array.from({ length: 50 }, (_, i) => `tag ${i}`);
  expect((await change(first, { add: many })).statusCode).toBe(200);
  const refused = await change(first, { add: ['one more'] });
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'conflict']);
  expect((await read(`/images/${first}`)).tags).toHaveLength(50);
});

test('a change is told once it is stored', async () => {
  const { db, first } = await setUp();
  const tags = createTags(db);
  const heard: ImageTagged[] = [];
  tags.onChange((change) => heard.push(change));
  const userId = (await db.selectFrom('users').select('id').executeTakeFirstOrThrow()).id;
  await tags.change({ id: first, projectId: 'p' }, userId, { add: ['night'] });
  expect(heard).toEqual([{ imageId: first, tags: ['night'] }]);
});
