import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSources, root } from './sources.ts';

const table = 'server/account/permissions.ts';
const sources = readSources('server').filter(({ path }) => path !== table);
const found = (pattern: RegExp): string[] =>
  sources
    .filter(({ path, text }) => !path.startsWith('server/account/') && pattern.test(text))
    .map(({ path }) => path);

test('the server compares roles in server/account and nowhere else', () => {
  expect(found(/\broleAtLeast\b|\broles\.indexOf\b/)).toEqual([]);
  expect(found(/[!=]== '(?:viewer|annotator|reviewer|lead|admin)'/)).toEqual([
    // A route's `access` says 'admin' where it belongs to no project.
    'server/http/access.ts',
    // Work is shared out among those who are annotators, not among all who may annotate.
    'server/job/workers.ts',
  ]);
});

test('every operation of the table is asked for somewhere', () => {
  const text = readFileSync(join(root, table), 'utf8');
  const operations = [...text.matchAll(/^ {2}'?([a-z]+(?::[a-z]+)?)'?: '[a-z]+',$/gm)].map(
    ([, name]) => name,
  );
  expect(operations.length).toBeGreaterThan(20);
  const asks = 'allowed|onProject|onImage|requireOperation|mayOperate|requireImage';
  const isAsked = (name: string): boolean =>
    sources.some((source) =>
      new RegExp(`\\b(?:${asks})\\((?:[^()]|\\([^()]*\\))*'${name}'`).test(source.text),
    );
  expect(operations.filter((name) => !isAsked(name))).toEqual([]);
});
