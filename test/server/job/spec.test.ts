import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const stated = [...read('../../../server/job/SPEC.md').matchAll(/^- \*\*(J\d+)\*\* /gm)].map(
  ([, name]) => name,
);
const cited = readdirSync(new URL('.', import.meta.url)).flatMap((name) =>
  [...read(name).matchAll(/^test\(['"`]((?:J\d+[, ]*)+):/gm)].flatMap(([, names]) => names.split(', ')),
);

test('every rule of the spec is cited by a test, and every cited rule is in the spec', () => {
  expect(stated.length).toBeGreaterThan(10);
  expect(stated.filter((name) => !cited.includes(name))).toEqual([]);
  expect(cited.filter((name) => !stated.includes(name))).toEqual([]);
});
