import { type Role, roles } from '@maskroom/shared/annotation/role';
import { DOCUMENT_PATH } from '@maskroom/shared/protocol/socket';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { apiClient } from '../support/apiClient.ts';
import { type LiveClient, liveClient } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { addMember, createProject } from '../support/team.ts';
import { startServer, type TestServer } from '../support/testServer.ts';

/** What a call comes to for those who may; for the others it is `forbidden`, or `not-found` without any role. */
interface Call {
  readonly least: Role;
  readonly allowed: string;
  readonly ask: (at: Asked) => Promise<string>;
}
interface Asked {
  readonly live: LiveClient;
  readonly token: string;
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
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

const codeOf = (reply: object): string => ('code' in reply ? String(reply.code) : 'ok');
const emit = (live: LiveClient, event: string, payload: object): Promise<object> =>
  new Promise((resolve) => live.socket.emit(event as 'image:close', payload as { imageId: string }, resolve));

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
      const url = `${server.url.replace('http', 'ws')}${DOCUMENT_PATH}/${imageId}`;
      const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
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
  'a ticket': {
    least: 'viewer',
    allowed: 'ok',
    ask: async ({ token }) => {
      const code = await apiClient(server.url, token).codeOf('POST', '/tickets', { imageId });
      return code === 200 ? 'ok' : String(code);
    },
  },
};

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
      const body = { name: 'x', userId: people.get(holder), role: cap, projectId };
      const { id, token } = await place.admin.send('POST', '/tokens', tokenSchema, body);
      await using live = await liveClient(server.url, token);
      const rank =
        holder === 'stranger' ? -1 : roles.indexOf(roles.find((role) => role === holder) ?? 'viewer');
      const left = cap === undefined ? rank : Math.min(rank, roles.indexOf(cap));
      for (const [name, { allowed, ask, least }] of Object.entries(calls)) {
        const isEnough = left >= roles.indexOf(least);
        const expected = holder === 'stranger' ? 'not-found' : isEnough ? allowed : 'forbidden';
        expect([name, holder, cap, await ask({ live, token })]).toEqual([name, holder, cap, expected]);
      }
      await place.admin.call('DELETE', `/tokens/${id}`);
    }),
    { numRuns: 20 },
  );
}, 120_000);
