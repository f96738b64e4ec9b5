import { randomUUID } from 'node:crypto';
import { type Role, roles } from '@maskroom/shared/annotation/role';
import { instancesOf } from '@maskroom/shared/document/documentModel';
import { addInstance, setOrder } from '@maskroom/shared/document/editDocument';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { DOCUMENT_PATH } from '@maskroom/shared/protocol/socket';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { z } from 'zod';
import { apiClient } from '../support/apiClient.ts';
import { shape } from '../support/documentPeople.ts';
import { type LiveClient, liveClient } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { openRaw, step1, update, updatesIn } from '../support/rawDocumentClient.ts';
import { addMember, createProject, type Member } from '../support/team.ts';
import { startServer, type TestServer } from '../support/testServer.ts';
import { until } from '../support/until.ts';

/** What a call comes to for those who may; for the others it is `forbidden`, or `not-found` without any role. */
interface Call {
  readonly least: Role;
  readonly allowed: string;
  readonly ask: (at: Asked) => Promise<string>;
}
interface Asked {
  readonly live: LiveClient;
  readonly token: string;
  readonly userId: string;
}

const tokenSchema = z.object({ id: z.string(), token: z.string() });
let server: TestServer;
let place: Awaited<ReturnType<typeof createProject>>;
let imageId: string;
const people = new Map<string, string>();

beforeAll(async () => {
  server = await startServer();
  const picture = await discPicture({ width: 64, height: 48, cx: 30, cy: 20, radius: 10 });
  place = await createProject(server.url, ['disc'], { 'a.jpg': picture });
  imageId = place.images[0].id;
  const elsewhere = await createProject(server.url, [], {});
  for (const role of roles)
    people.set(role, (await addMember(place.admin, server.url, place.project.id, role, role)).id);
  people.set('stranger', (await addMember(place.admin, server.url, elsewhere.project.id, 'S', 'admin')).id);
  await acceptOne(await addMember(place.admin, server.url, place.project.id, 'Ann', 'annotator'));
});
afterAll(() => server[Symbol.asyncDispose]());

const documentUrl = () => `${server.url.replace('http', 'ws')}${DOCUMENT_PATH}`;
const codeOf = (reply: object): string => ('code' in reply ? String(reply.code) : 'ok');
const emit = (live: LiveClient, event: string, payload: object): Promise<object> =>
  new Promise((resolve) => live.socket.emit(event as 'image:close', payload as { imageId: string }, resolve));

const hear = async (live: LiveClient, part: string): Promise<string> =>
  codeOf(await emit(live, 'project:subscribe', { projectId: place.project.id, part }));

/** Written by hand from shared/protocol/SPEC.md, on purpose not from the server's own table. */
const calls: Record<string, Call> = {
  'image:open': {
    least: 'viewer',
    allowed: 'ok',
    ask: async ({ live }) => codeOf(await live.openImage(imageId)),
  },
  'prompt:set': {
    least: 'annotator',
    // Refused for the place of the click, behind the question who asks: no model has to run.
    allowed: 'prompt-outside',
    ask: async ({ live }) => {
      await live.openImage(imageId);
      return codeOf(await live.prompt({ promptId: 'p', imageId, points: [[-9, -9, 1]] }));
    },
  },
  'everything:start': {
    least: 'annotator',
    allowed: 'ok',
    ask: async ({ live }) => {
      await live.openImage(imageId);
      const reply = await emit(live, 'everything:start', { imageId, options: { pointsPerSide: 1 } });
      await emit(live, 'everything:cancel', { imageId });
      return codeOf(reply);
    },
  },
  'review:decide': {
    least: 'reviewer',
    // There is no such instance, which only those hear who may decide; others are told that they may not.
    allowed: 'not-found',
    ask: async ({ live }) => {
      const command = {
        imageId,
        instanceId: 'none',
        decision: 'accepted',
        geometryHash: '0123456789abcdef',
      } as const;
      return codeOf(await live.decide(command));
    },
  },
  'queue:subscribe': {
    least: 'reviewer',
    allowed: 'ok',
    ask: async ({ live }) => codeOf(await emit(live, 'queue:subscribe', { projectId: place.project.id })),
  },
  'project:subscribe to project': {
    least: 'viewer',
    allowed: 'ok',
    ask: ({ live }) => hear(live, 'project'),
  },
  'project:subscribe to pictures': {
    least: 'viewer',
    allowed: 'ok',
    ask: ({ live }) => hear(live, 'pictures'),
  },
  'project:subscribe to jobs': {
    least: 'viewer',
    allowed: 'ok',
    ask: ({ live }) => hear(live, 'jobs'),
  },
  'project:subscribe to quality': {
    least: 'reviewer',
    allowed: 'ok',
    ask: ({ live }) => hear(live, 'quality'),
  },
  'project:subscribe to truth': {
    least: 'lead',
    allowed: 'ok',
    ask: ({ live }) => hear(live, 'truth'),
  },
  'project:subscribe to figures': {
    least: 'viewer',
    allowed: 'ok',
    ask: ({ live }) => hear(live, 'figures'),
  },
  'monitor:subscribe': {
    least: 'lead',
    allowed: 'ok',
    ask: async ({ live }) => codeOf(await emit(live, 'monitor:subscribe', { projectId: place.project.id })),
  },
  'nudge:send': {
    least: 'lead',
    // Refused for whom it is to, behind the question who asks.
    allowed: 'not-found',
    ask: async ({ live }) =>
      codeOf(await emit(live, 'nudge:send', { projectId: place.project.id, userId: 'nobody', text: 'Hi' })),
  },
  'a document': {
    least: 'viewer',
    allowed: 'ok',
    ask: ({ token }) => {
      const socket = new WebSocket(`${documentUrl()}/${imageId}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return new Promise((resolve, reject) => {
        socket.once('message', () => {
          socket.close();
          resolve('ok');
        });
        socket.once('close', (code) => resolve(code === 4404 ? 'not-found' : String(code)));
        socket.once('error', reject);
      });
    },
  },
  'drawing in a document': {
    least: 'annotator',
    allowed: 'ok',
    ask: (asked) => {
      const id = randomUUID();
      const one = shape(id, asked.userId, { label: place.project.labels[0].id });
      return edit(
        asked,
        (doc) => addInstance(doc, one, 'x'),
        (doc) => instancesOf(doc).has(id),
      );
    },
  },
  'changing what is accepted': {
    least: 'lead',
    allowed: 'ok',
    ask: (asked) => {
      const order = ++lastOrder;
      return edit(
        asked,
        (doc) => setOrder(doc, 'accepted', order, 'x'),
        (doc) => instancesOf(doc).get('accepted')?.get('order') === order,
      );
    },
  },
  'a ticket': {
    least: 'viewer',
    allowed: 'ok',
    ask: async ({ token }) => {
      const code = await apiClient(server.url, token).codeOf('POST', '/tickets', { imageId });
      return code === 200 ? 'ok' : String(code);
    },
  },
};

/** Ann draws an object, and a reviewer accepts it. */
async function acceptOne(ann: Member): Promise<void> {
  const rea = await addMember(place.admin, server.url, place.project.id, 'Rea', 'reviewer');
  await using drawing = await liveClient(server.url, ann.token);
  const { doc } = await drawing.openDocument(imageId);
  const one = shape('accepted', ann.id, { label: place.project.labels[0].id });
  addInstance(doc, one, 'x');
  await using reviewing = await liveClient(server.url, rea.token);
  const command = { imageId, instanceId: one.id, geometryHash: geometryHash(one.geometry) };
  const accept = () => reviewing.decide({ ...command, decision: 'accepted' });
  // Until what she drew has come in.
  for (let reply = ''; reply !== 'ok'; ) {
    reply = codeOf(await accept());
    expect(['ok', 'not-found']).toContain(reply);
  }
}

let lastOrder = 100;

/** Sends an edit and says whether the server's copy has it once all that was sent is dealt with. */
async function edit(
  { token, userId }: Asked,
  change: (doc: Y.Doc) => void,
  isDone: (doc: Y.Doc) => boolean,
): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  using raw = await openRaw(documentUrl(), userId, { imageId, headers });
  raw.send(step1());
  const answered = async () => until(() => raw.ofType(0, 1).length > 0, 10_000).then(() => null);
  const code = await Promise.race([raw.closed, answered()]);
  if (code !== null) return code === 4404 ? 'not-found' : String(code);
  const [tab, copy] = [new Y.Doc(), new Y.Doc()];
  for (const bytes of updatesIn(raw.received)) Y.applyUpdate(tab, bytes);
  const before = Y.encodeStateVector(tab);
  change(tab);
  raw.send(update(Y.encodeStateAsUpdate(tab, before)));
  // What brings nothing is echoed to everybody, behind what was sent before it.
  const nothing = Uint8Array.of(0, 0);
  raw.send(update(nothing));
  await until(() => raw.hasEchoOf(nothing), 10_000);
  for (const bytes of updatesIn(raw.received)) Y.applyUpdate(copy, bytes);
  return isDone(copy) ? 'ok' : 'forbidden';
}

test('random people with random tokens may over sockets exactly what the table says', async () => {
  const arbitraryCaller = fc.record({
    holder: fc.constantFrom('stranger', ...roles),
    cap: fc.option(fc.constantFrom(...roles), { nil: undefined }),
    isBound: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(arbitraryCaller, async ({ cap, holder, isBound }) => {
      // Nobody makes a token for a project that its holder has no part in.
      const projectId = isBound && holder !== 'stranger' ? place.project.id : undefined;
      const userId = people.get(holder) ?? '';
      const body = { name: 'x', userId, role: cap, projectId };
      const { id, token } = await place.admin.send('POST', '/tokens', tokenSchema, body);
      await using live = await liveClient(server.url, token);
      const rank =
        holder === 'stranger' ? -1 : roles.indexOf(roles.find((role) => role === holder) ?? 'viewer');
      const left = cap === undefined ? rank : Math.min(rank, roles.indexOf(cap));
      for (const [name, { allowed, ask, least }] of Object.entries(calls)) {
        const isEnough = left >= roles.indexOf(least);
        const expected = holder === 'stranger' ? 'not-found' : isEnough ? allowed : 'forbidden';
        expect([name, holder, cap, await ask({ live, token, userId })]).toEqual([
          name,
          holder,
          cap,
          expected,
        ]);
      }
      await place.admin.call('DELETE', `/tokens/${id}`);
    }),
    { numRuns: 20 },
  );
}, 240_000);
