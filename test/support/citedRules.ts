import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** All tests of a folder, its own test of the spec among them. */
export const testsIn = (folder: string): string[] =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`);

/** The beginning of a title, behind `test(`, behind the cases of `test.each`, or on a line of its own: names of rules and a colon. */
const title = /^(?:test\(| {2}|\]\)\()['"`]([A-Z]\d+(?:(?:, |–)[A-Z]\d+)*):/gm;

/** `P5–P7` names three. */
function rulesOf(part: string): string[] {
  const [from, to = from] = part.split('–').map((name) => Number(name.slice(1)));
  return Array.from({ length: to - from + 1 }, (_, i) => `${part[0]}${from + i}`);
}

/**
 * The rules that a SPEC.md states (`- **J1** …`), and those that titles of tests cite (`test('J1, J5–J7: …`). Paths are
 * of the repository.
 */
export function citedRules(spec: string, tests: readonly string[]): { stated: string[]; cited: string[] } {
  const stated = [...read(spec).matchAll(/^- \*\*([A-Z]\d+)\*\* /gm)].map(([, name]) => name);
  const cited = tests
    .flatMap((path) => [...read(path).matchAll(title)])
    .flatMap(([, names]) => names.split(', ').flatMap(rulesOf));
  return { stated: stated.sort(), cited: [...new Set(cited)].sort() };
}
