import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { descriptionHash } from '@maskroom/shared/annotation/descriptionHash';
import { problemTable } from '@maskroom/shared/base/problem';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { expect, test } from 'vitest';
import { flagOf, laterSettings, settingRules } from '../../../server/config/settingRules.ts';
import { closeCodes } from '../../../server/document/closeCodes.ts';
import { exitCodes } from '../../../server/main/exit.ts';
import { createHttpFixture } from '../../support/httpFixture.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Tables without the spaces that align them. */
const read = (path: string): string => readFileSync(join(root, path), 'utf8').replace(/ +\|/g, ' |');
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found);
const between = (text: string, from: string, to: string): string =>
  text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from) + from.length));

const spec = read('shared/protocol/SPEC.md');
const protocol = read('shared/protocol/socket.ts');
const api = read('docs/api.md');
const operating = read('docs/operating.md');
const commandLine = read('docs/command-line.md');

const eventsOf = (name: string): string[] =>
  all(between(protocol, `interface ${name} {`, '\n}'), /^ {2}'([a-z:]+)':/gm);
const describedIn = (heading: string): string[] =>
  all(between(spec, heading, '\n## '), /^### `([a-z:]+)`$/gm);

test.each([
  ['ClientToServer', '## Client to server'],
  ['ServerToClient', '## Server to client'],
])('the specification describes every event of %s and no other', (name, heading) => {
  const events = eventsOf(name);
  expect(events.length).toBeGreaterThan(5);
  expect(describedIn(heading).sort()).toEqual(events.sort());
});

test('the specification speaks of no event that does not exist', () => {
  const known = [...eventsOf('ClientToServer'), ...eventsOf('ServerToClient')];
  const named = all(
    spec,
    /`((?:embedding|everything|image|monitor|preview|project|prompt|queue|review|session):[a-z]+)`/g,
  );
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

test('the specification names every close code and no other', () => {
  const table = all(between(spec, '### Close codes', '\n### '), /^\| (\d{4}) \|/gm).map(Number);
  expect(table.sort()).toEqual(Object.values(closeCodes).sort());
});

test('the worked example of geometry bytes is what the code writes', () => {
  const bytes = encodeGeometry([
    [
      [
        [10, 10],
        [20, 10],
        [20, 18.5],
        [10, 18.5],
      ],
      [
        [13, 12],
        [13, 15],
        [16, 15],
        [16, 12],
      ],
    ],
  ]);
  const example = between(spec, '```\n01  ', '\n```');
  const written = all(example, /^((?:[0-9a-f]{2} +)+)/gm).flatMap((line) => line.trim().split(/ +/));
  expect(written.join('')).toBe(Buffer.from(bytes).toString('hex'));
  expect(spec).toContain(`${bytes.length} bytes:`);
  expect(spec).toContain(`\`${geometryHash(bytes)}\``);
});

test('the worked example of a described object is what the code names it', () => {
  const [, label, hash] = /^`\["(\w+)",\[\]\]` has `([0-9a-f]{16})`/m.exec(spec) ?? [];
  expect(hash).toBe(descriptionHash(label, {}));
});

test('the table of settings is the code’s: names, flags and defaults', () => {
  for (const [name, rule] of Object.entries(settingRules)) {
    const row = operating.split('\n').find((line) => line.startsWith(`| \`${rule.env}\` |`));
    expect(row, rule.env).toContain(`| \`${flagOf(rule)}\` |`);
    if (name !== 'data') expect(row).toContain(`| \`${name}\` |`);
    const { fallback } = rule;
    const isNothing = fallback === undefined || (Array.isArray(fallback) && fallback.length === 0);
    expect(row).toContain(isNothing ? '| none' : `| \`${String(fallback)}\` |`);
    expect(row).toContain(rule.about);
  }
});

test('the documents name no setting that does not exist', () => {
  const rules = Object.values(settingRules);
  const known = [...rules.map(({ env }) => env), ...rules.map(({ env }) => `${env}_FILE`), ...laterSettings];
  const named = [operating, api, commandLine].flatMap((text) => all(text, /\b(MASKROOM_[A-Z0-9_]+)\b/g));
  expect(named.filter((name) => !known.some((one) => one === name))).toEqual([]);
  for (const later of laterSettings) expect(operating).toContain(`\`${later}\``);
});

test('the table of problems is the code’s', () => {
  const rows = api.split('\n').filter((line) => /^\| `[a-z-]+` \| \d{3} \|/.test(line));
  const expected = Object.entries(problemTable).map(
    ([code, { retryable, status, title }]) =>
      `| \`${code}\` | ${status} | ${retryable ? 'yes' : 'no'} | ${title} |`,
  );
  expect(rows).toEqual(expected);
});

test('the table of endpoints is the server’s', async () => {
  const { app } = await createHttpFixture();
  const { paths } = (await app.inject({ url: '/api/openapi.json' })).json();
  const served = Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  const described = all(api, /^\| `([A-Z]+ \/api\/v1\/\S+)` \|/gm);
  const ofOperators = ['GET /healthz', 'GET /readyz', 'GET /metrics'];
  expect([...described, ...ofOperators].sort()).toEqual(served.sort());
  for (const call of ofOperators) expect(api).toContain(`\`${call}\``);
});

test('the table of exit codes is the code’s', () => {
  const rows = [...commandLine.matchAll(/^\| (\d) \| (\w+) \|/gm)].map(([, code, name]) => [
    name,
    Number(code),
  ]);
  expect(Object.fromEntries(rows)).toEqual(exitCodes);
});

test('links between documents lead somewhere', () => {
  const files = ['README', 'api', 'operating', 'command-line'].map((name) => `docs/${name}.md`);
  for (const file of [...files, 'shared/protocol/SPEC.md']) {
    for (const link of all(read(file), /\]\(((?!https?:|#)[^)]+)\)/g)) {
      const [path, anchor] = link.split('#');
      const target = join(dirname(file), path);
      expect(existsSync(join(root, target)), `${file}: ${link}`).toBe(true);
      if (anchor) expect(headingsOf(read(target)), `${file}: ${link}`).toContain(anchor);
    }
  }
});

/** As code hosts make anchors of headings. */
const headingsOf = (markdown: string): string[] =>
  all(markdown, /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
