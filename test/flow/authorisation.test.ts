import { roles } from '@maskroom/shared/annotation/role';
import { addInstance } from '@maskroom/shared/document/editDocument';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { shape } from '../support/documentPeople.ts';
import { liveClient } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { addMember, createProject, type Member } from '../support/team.ts';
import { startServer, type TestServer } from '../support/testServer.ts';
import { codeOf, socketCalls } from './socketCalls.ts';

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

test('random people with random tokens may over sockets exactly what the table says', async () => {
  const arbitraryCaller = fc.record({
    holder: fc.constantFrom('stranger', ...roles),
    cap: fc.option(fc.constantFrom(...roles), { nil: undefined }),
    isBound: fc.boolean(),
  });
  const { id: projectId, labels } = place.project;
  const calls = socketCalls({ url: server.url, projectId, imageId, labelId: labels[0].id });
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
