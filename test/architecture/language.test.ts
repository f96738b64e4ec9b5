import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { readSources, root } from './sources.ts';

/**
 * Whatever people read in the pages comes from the messages of a language, by `t`. A language is one file of them,
 * with the keys and placeholders of the English one.
 */
const folder = join(root, 'web/ui/language/messages');
const flat = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value ?? {}).flatMap(([key, part]) => flat(part, path === '' ? key : `${path}.${key}`));
const read = (file: string) => new Map(flat(JSON.parse(readFileSync(join(folder, file), 'utf8'))));
/** `{name}`, `{n, plural, …}` and `<tag>`, each once. */
const placeholders = (message: string): string[] =>
  [...new Set([...message.matchAll(/\{(\w+)[,}]|<(\w+)>/g)].map(([, value, tag]) => value ?? tag))].sort();
const english = read('en.json');

test.each(readdirSync(folder))(
  '%s has the keys and placeholders of English, and no empty message',
  (file) => {
    const messages = read(file);
    expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, message] of messages) {
      expect(message.trim(), key).not.toBe('');
      expect([key, placeholders(message)]).toEqual([key, placeholders(english.get(key) ?? '')]);
    }
  },
);

interface Call {
  readonly place: string;
  /** The key, with `*` for what is only known when it runs; null when nothing of it can be read. */
  readonly keys: readonly string[];
  readonly given: readonly string[];
  readonly inFunction: boolean;
}

/** The keys that an expression may come to. */
function keysOf(node: ts.Expression): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...keysOf(node.whenTrue), ...keysOf(node.whenFalse)];
  if (ts.isTemplateExpression(node))
    return [[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('*')];
  return ['*'];
}

const parse = ({ path, text }: { readonly path: string; readonly text: string }) =>
  ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
const isInFunction = (node: ts.Node): boolean =>
  node.parent !== undefined && (ts.isFunctionLike(node.parent) || isInFunction(node.parent));

const files = readSources('web').map((source) => ({ ...source, tree: parse(source) }));
const placeOf = (tree: ts.SourceFile, node: ts.Node): string =>
  `${tree.fileName}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;

const calls: Call[] = files.flatMap(({ tree }) => {
  const found: Call[] = [];
  walk(tree, (node) => {
    if (!ts.isCallExpression(node) || !/^t(\.rich)?$/.test(node.expression.getText())) return;
    const [key, values] = node.arguments;
    const given =
      values && ts.isObjectLiteralExpression(values)
        ? values.properties.flatMap(({ name }) => (name ? [name.getText()] : []))
        : [];
    found.push({
      place: placeOf(tree, node),
      keys: key ? keysOf(key) : [],
      given: given.sort(),
      inFunction: isInFunction(node),
    });
  });
  return found;
});
const matching = (pattern: string): string[] =>
  [...english.keys()].filter((key) =>
    new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}$`).test(key),
  );

test('every call names a message, gives what it asks for, and waits until something is shown', () => {
  expect(calls.length).toBeGreaterThan(300);
  const faults = calls.flatMap(({ place, keys, given, inFunction }) => [
    ...(inFunction ? [] : [`${place}: called while the file loads`]),
    ...keys.flatMap((pattern) => {
      const found = matching(pattern);
      if (found.length === 0) return [`${place}: no message ${pattern}`];
      return found
        .filter((key) => placeholders(english.get(key) ?? '').join() !== given.join())
        .map((key) => `${place}: ${key} asks for ${placeholders(english.get(key) ?? '')}, not ${given}`);
    }),
  ]);
  expect(faults).toEqual([]);
});

test('no message is left that nobody shows', () => {
  const used = new Set(calls.flatMap(({ keys }) => keys.flatMap(matching)));
  const byCode = [...english.keys()].filter((key) => key.startsWith('problem.'));
  expect([...english.keys()].filter((key) => !used.has(key) && !byCode.includes(key))).toEqual([]);
});

/** What is read aloud or seen; everything else in a tag is for machines. */
const spoken =
  /^(label|title|alt|placeholder|description|hint|empty|button|name|words|news|note|aria-(label|description|valuetext|roledescription))$/;
/** Names and signs, the same in every language. */
const sameEverywhere = /^(Maskroom|Enter|Esc|p95|@?[^\p{L}]*|[^\p{L}]*(kB|MB|GB|px|ms|B)?)$/u;
/** For these `name` is for machines. */
const machineNames = /^(input|meta)$/;

const isStyle = (node: ts.Node): boolean =>
  ts.isJsxElement(node) && node.openingElement.tagName.getText() === 'style';

test('no words stand in the markup themselves', () => {
  const strays: string[] = [];
  for (const { tree } of files.filter(({ path }) => path.endsWith('.tsx') && path !== 'web/app/layout.tsx')) {
    const stray = (node: ts.Node, text: string) => {
      if (!sameEverywhere.test(text.trim())) strays.push(`${placeOf(tree, node)}: ${text.trim()}`);
    };
    walk(tree, (node) => {
      if (ts.isJsxText(node) && !isStyle(node.parent)) stray(node, node.text);
      if (ts.isJsxExpression(node) && ts.isJsxElement(node.parent) && !isStyle(node.parent))
        for (const text of literalsOf(node)) stray(node, text);
      if (!ts.isJsxAttribute(node) || !spoken.test(node.name.getText()) || !node.initializer) return;
      const element = node.parent.parent.tagName.getText();
      if (node.name.getText() === 'name' && machineNames.test(element)) return;
      for (const text of literalsOf(node.initializer)) stray(node, text);
    });
  }
  expect(strays).toEqual([]);
});

/** Literal texts that an expression may come to; what it only compares or looks up is not shown. */
function literalsOf(node: ts.Node): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' ')];
  if (ts.isJsxExpression(node)) return node.expression ? literalsOf(node.expression) : [];
  if (ts.isParenthesizedExpression(node)) return literalsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node) && /^(&&|\|\||\?\?)$/.test(node.operatorToken.getText()))
    return literalsOf(node.right);
  return [];
}

/** What notes and problems say, wherever they are made. */
test('nothing that is told to people is written out in the code', () => {
  const strays: string[] = [];
  for (const { tree } of files)
    walk(tree, (node) => {
      const isTold =
        ts.isPropertyAssignment(node) && /^(title|description|advice)$/.test(node.name.getText());
      const isNotified =
        ts.isCallExpression(node) && /(^|\.)(notify|setProblem|onFailed)$/.test(node.expression.getText());
      const told = isTold ? [node.initializer] : isNotified ? [...node.arguments] : [];
      for (const text of told.flatMap((one) => literalsOf(one)))
        if (!sameEverywhere.test(text.trim()) && tree.fileName !== 'web/app/layout.tsx')
          strays.push(`${placeOf(tree, node)}: ${text}`);
    });
  expect(strays).toEqual([]);
});
