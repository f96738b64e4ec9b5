import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface SourceFile {
  /** From the repository's root, with slashes: `server/gateway/gateway.ts`. */
  readonly path: string;
  readonly text: string;
  /** Files of the repository that it imports, by path. */
  readonly imports: readonly string[];
  /** Packages that it imports, by name. */
  readonly packages: readonly string[];
}

const built = new Set(['node_modules', 'dist', 'out', '.next']);
const specifierPattern =
  /(?:^|\s)(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\s)import\s*\(?\s*['"]([^'"]+)['"]/g;

/** All TypeScript of the given sides, built folders left out. */
export const readSources = (...sides: string[]): SourceFile[] =>
  sides.flatMap((side) => listFiles(side)).map(readSource);

function listFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return built.has(entry.name) ? [] : listFiles(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const specifiers = [...text.matchAll(specifierPattern)].map((match) => match[1] ?? match[2]);
  return {
    path,
    text,
    imports: specifiers.flatMap((specifier) => resolveInside(path, specifier)),
    packages: specifiers.filter((specifier) => !/^(\.|node:|@maskroom\/)/.test(specifier)).map(packageOf),
  };
}

function resolveInside(from: string, specifier: string): string[] {
  if (specifier.startsWith('@maskroom/')) {
    const [, side, ...rest] = specifier.split('/');
    return [`${side}/${rest.join('/')}.ts`];
  }
  if (!specifier.startsWith('.')) return [];
  return [relative(root, normalize(join(root, dirname(from), specifier)))];
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
