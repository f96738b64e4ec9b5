import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

const stated = [...read('server/session/SPEC.md').matchAll(/^- ([MP]\d+) /gm)].map(([, name]) => name);
const titles = [
  ...readdirSync(new URL('.', import.meta.url)).map((name) => `test/server/session/${name}`),
  'test/server/embedding/embeddingCache.test.ts',
  'test/server/embedding/embeddingFiles.test.ts',
  'test/flow/models.test.ts',
].flatMap((path) => [...read(path).matchAll(/['"`]((?:[MP]\d+[–, ]*)+):/g)].map(([, title]) => title));

/** `P5–P7` cites three. */
const cited = titles.flatMap((title) =>
  title.split(', ').flatMap((part) => {
    const [from, to = from] = part.split('–').map((name) => Number(name.slice(1)));
    return Array.from({ length: to - from + 1 }, (_, i) => `${part[0]}${from + i}`);
  }),
);

test('every rule of the spec is cited by a test, and every cited rule is in the spec', () => {
  expect(stated.length).toBeGreaterThan(20);
  expect(stated.filter((name) => !cited.includes(name))).toEqual([]);
  expect(cited.filter((name) => !stated.includes(name))).toEqual([]);
});
