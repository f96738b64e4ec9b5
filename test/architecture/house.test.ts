import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSources, root, type SourceFile } from './sources.ts';

/**
 * The house's one rule: inside a side, folder order is flow order. A folder imports itself, folders to its
 * right, and shared; server and web never meet; nothing imports test; a package has one home.
 */
const order: Record<string, readonly string[]> = {
  shared: ['protocol', 'presence', 'document', 'annotation', 'prompt', 'mask', 'geometry', 'base'],
  server: [
    'main',
    'app',
    'gateway',
    'http',
    'monitor',
    'review',
    'quality',
    'job',
    'assist',
    'transfer',
    'document',
    'session',
    'embedding',
    'inference',
    'image',
    'project',
    'account',
    'store',
    'log',
    'config',
  ],
  web: [
    'app',
    'workspace',
    'queue',
    'review',
    'monitor',
    'tool',
    'assist',
    'presence',
    'canvas',
    'document',
    'connection',
    'ui',
  ],
};

/** The largest folder has an order of its own; what stands in none of these puts them together and is left of all. */
const workspaceOrder = [
  'stage',
  'hand',
  'review',
  'objects',
  'labels',
  'comments',
  'history',
  'picture',
  'kept',
  'people',
  'tour',
  'state',
];

const homes: Record<string, readonly string[]> = {
  'onnxruntime-node': ['server/inference'],
  undici: ['server/inference'],
  sharp: ['server/image'],
  'socket.io': ['server/gateway'],
  'socket.io-client': ['web/connection'],
  'y-websocket': ['web/connection'],
  'y-protocols': ['server/document', 'web/connection', 'web/presence'],
  ws: ['server/document'],
  kysely: ['server/store'],
  '@photostructure/sqlite': ['server/store'],
  fastify: ['server/http'],
  '@node-rs/argon2': ['server/account'],
  'openid-client': ['server/account'],
  pino: ['server/log'],
  commander: ['server/main'],
  next: ['web/app'],
  flatbush: ['web/canvas'],
  'fast-png': ['web/canvas'],
  '@leeoniya/ufuzzy': ['web/ui'],
  'use-intl': ['web/ui'],
  'y-indexeddb': ['web/document'],
  uplot: ['web/monitor'],
  'clipper2-ts': ['shared/geometry'],
  yauzl: ['server/transfer'],
};

const bannedFolders = /\/(utils|helpers|common|misc|types|lib|services|manager)\//;

const sources = readSources('shared', 'server', 'web');
const sideOf = (path: string): string => path.split('/')[0];
const folderOf = (path: string): string => path.split('/')[1];
/** Configuration files at the root of a side live in no folder. */
const isInFolder = ({ path }: SourceFile): boolean => path.split('/').length > 2;

test('the architecture test sees the sources it judges', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.flatMap((source) => source.imports).length).toBeGreaterThan(100);
});

test('every folder of a side has its place in the order', () => {
  const strangers = sources
    .filter(isInFolder)
    .filter(({ path }) => !order[sideOf(path)].includes(folderOf(path)));
  expect(strangers.map(({ path }) => path)).toEqual([]);
});

test('CONTRIBUTING tells the order as it is', () => {
  const told = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').replace(/\s+/g, ' ');
  for (const [side, folders] of Object.entries(order))
    expect(told).toContain(`| ${side} | ${folders.join(', ')} |`);
  expect(told).toContain(`${workspaceOrder.join(', ')}.`);
});

test('a folder imports itself, folders to its right, and shared', () => {
  const breaks = sources
    .filter(isInFolder)
    .flatMap(({ path, imports }) =>
      imports.filter((target) => !mayImport(path, target)).map((target) => `${path} -> ${target}`),
    );
  expect(breaks).toEqual([]);
});

test('the same holds for the folders of the workspace', () => {
  const place = (path: string) => {
    const [, , folder, file] = path.split('/');
    return file === undefined ? -1 : workspaceOrder.indexOf(folder);
  };
  const inWorkspace = (path: string) => path.startsWith('web/workspace/');
  const rooms = sources.filter(({ path }) => inWorkspace(path) && path.split('/').length > 3);
  expect(rooms.length).toBeGreaterThan(50);
  const breaks = rooms.flatMap(({ path, imports }) =>
    imports
      .filter((target) => inWorkspace(target) && (place(path) < 0 || place(path) > place(target)))
      .map((target) => `${path} -> ${target}`),
  );
  expect(breaks).toEqual([]);
});

function mayImport(from: string, target: string): boolean {
  const [side, targetSide] = [sideOf(from), sideOf(target)];
  if (targetSide !== side) return targetSide === 'shared' && side !== 'shared';
  const folders = order[side];
  return folders.indexOf(folderOf(from)) <= folders.indexOf(folderOf(target));
}

test('a package is imported in its home only', () => {
  const strays = sources
    .filter(isInFolder)
    .flatMap(({ path, packages }) =>
      packages
        .filter((name) => homes[name] && !homes[name].some((home) => path.startsWith(`${home}/`)))
        .map((name) => `${path} imports ${name}`),
    );
  expect(strays).toEqual([]);
});

test('no file imports itself through others', () => {
  const graph = new Map(sources.map(({ path, imports }) => [path, imports]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (trail.includes(path) || done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of sources) visit(path, []);
  expect(circles).toEqual([]);
});

test('names are imported one by one: no `export *`, no default exports but those Next asks for', () => {
  const faults = sources
    .filter(isInFolder)
    .filter(
      ({ path, text }) =>
        /^export \*/m.test(text) || (/^export default/m.test(text) && !path.startsWith('web/app/')),
    );
  expect(faults.map(({ path }) => path)).toEqual([]);
});

test('no folder is named for nothing, and no file knows everything', () => {
  expect(sources.filter(({ path }) => bannedFolders.test(path)).map(({ path }) => path)).toEqual([]);
  expect(sources.filter(({ text }) => text.split('\n').length > 250).map(({ path }) => path)).toEqual([]);
});
