import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSources, root } from './sources.ts';

test('the tests that docs/bad-input.md names are there', () => {
  const text = readFileSync(join(root, 'docs/bad-input.md'), 'utf8');
  const named = [...text.matchAll(/\btest\/[\w/]+\.test\.ts\b/g)].map(([path]) => path);
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('no page is made of strings: what people write stays text', () => {
  const writesMarkup =
    /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(/;
  const found = readSources('web').filter(({ text }) => writesMarkup.test(text));
  // The theme is set before the first paint, by a constant that the page's policy names by its hash.
  expect(found.map(({ path }) => path)).toEqual(['web/app/layout.tsx']);
});
