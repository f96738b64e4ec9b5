import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const rule = /\b[RD]\d+\b/g;
const here = new URL('.', import.meta.url);
const spec = readFileSync(new URL('../../../server/document/SPEC.md', import.meta.url), 'utf8');

const stated = [...spec.matchAll(/^- \*\*([RD]\d+)\*\*/gm)].map(([, name]) => name);
const cited = readdirSync(here)
  .filter((file) => file.endsWith('.test.ts') && file !== 'spec.test.ts')
  .flatMap((file) => [
    ...readFileSync(new URL(file, here), 'utf8').matchAll(/^ *(?:test\()?['"`](?=[RD]\d)(.*)['"`],/gm),
  ])
  .flatMap(([, title]) => title.match(rule) ?? []);

test('every rule of the spec is cited by a test, and every cited rule is in the spec', () => {
  expect(stated.length).toBeGreaterThan(30);
  expect(stated.filter((name) => !cited.includes(name))).toEqual([]);
  expect(cited.filter((name) => !stated.includes(name))).toEqual([]);
});
