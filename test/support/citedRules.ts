import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/**
 * The rules that a SPEC.md states (`- **J1** …`), and those that titles of tests cite (`test('J1, J2: …`). Paths are of
 * the repository.
 */
export function citedRules(spec: string, tests: readonly string[]): { stated: string[]; cited: string[] } {
  const stated = [...read(spec).matchAll(/^- \*\*([A-Z]\d+)\*\* /gm)].map(([, name]) => name);
  const cited = tests
    .flatMap((path) => [...read(path).matchAll(/^test\(['"`]((?:[A-Z]\d+[, ]*)+):/gm)])
    .flatMap(([, names]) => names.split(', '));
  return { stated: stated.sort(), cited: [...new Set(cited)].sort() };
}
