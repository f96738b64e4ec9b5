import { randomUUID } from 'node:crypto';
import { addInstance } from '@maskroom/shared/document/editDocument';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { z } from 'zod';
import { spawnAnswering } from '../support/answeringProcess.ts';
import { shape, square } from '../support/documentPeople.ts';
import { openDocument } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { openRawLive } from '../support/rawLiveClient.ts';
import { addMember, createProject } from '../support/team.ts';
import { CHUNK, chunkSeeds, runChunk } from './chunks.ts';
import { judgeBound, MOST_BYTES, takenSchema, tallyCosts } from './costs.ts';
import { pinnedSeeds } from './pinnedSeeds.ts';
import { spoilt } from './spoil.ts';

/** A release sends a hundred thousand: `npm run test:torture`. */
const FRAMES = Number(process.env.MASKROOM_FUZZ_FRAMES ?? 500);
/** Calls of one connection, below what a second of it may ask for: what is refused unread tells nothing. */
const CALLS = 60;
/** Between spoilt packets a call is measured: what any packet costs on this machine at that time. */
const HONEST_EVERY = 10;

/** What an honest client sends; the pictures named are none, so that no model has to run. */
function honestPackets(projectId: string, imageId: string, instanceId: string) {
  const prompt = { promptId: 'p', imageId: 'none', points: [[3, 4, 1]], box: [1, 2, 3, 4], hover: true };
  const decide = { imageId, instanceId, decision: 'accepted', geometryHash: geometryHash(square(10, 10)) };
  const calls: [string, object][] = [
    ['image:open', { imageId: 'none', model: 'none' }],
    ['image:close', { imageId }],
    ['prompt:set', prompt],
    ['prompt:set', { ...prompt, region: [0, 0, 9, 9], tolerance: 2, candidate: 1, refine: instanceId }],
    ['prompt:clear', { imageId }],
    ['everything:start', { imageId: 'none', options: { pointsPerSide: 8 } }],
    ['everything:cancel', { imageId }],
    ['review:decide', decide],
    ['queue:subscribe', { projectId }],
    ['queue:unsubscribe', { projectId }],
    ['project:subscribe', { projectId, part: 'figures' }],
    ['project:unsubscribe', { projectId, part: 'figures' }],
    ['monitor:subscribe', { projectId }],
    ['monitor:unsubscribe', { projectId }],
    ['nudge:send', { projectId, userId: 'nobody', text: 'hello' }],
  ];
  return {
    calls,
    packets: [
      ...calls.map((call, i) => `42${i}${JSON.stringify(call)}`),
      ...calls.map((call) => `42${JSON.stringify(call)}`),
      '451-7["prompt:set",{"promptId":{"_placeholder":true,"num":0}}]',
      '462-3[{"_placeholder":true,"num":1},{"_placeholder":true,"num":0}]',
      '40{"token":"x"}',
      '40/other,{"token":"x"}',
      '41',
      '43999[{"ok":true}]',
      '3',
      '5',
      '6',
    ],
  };
}

interface Packet {
  readonly bytes: Uint8Array;
  readonly isText: boolean;
}

/** Spoilt bytes, most of which end the connection, and well-formed calls with something else in one place. */
function anyPacket({ calls, packets }: ReturnType<typeof honestPackets>): fc.Arbitrary<Packet> {
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(null, -1, 1e308, '', '__proto__', '\u0000', 'x'.repeat(9_999), [[]], {
      _placeholder: true,
      num: 0,
    }),
  );
  const oddCall = fc
    .tuple(fc.constantFrom(...calls), fc.nat(9), odd)
    .map(([[event, payload], place, value]) => {
      const field = Object.keys(payload)[place];
      const changed = field === undefined ? value : { ...payload, [field]: value };
      return Buffer.from(`421${JSON.stringify([event, changed])}`);
    });
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ bytes: oddCall, isText: fc.constant(true) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        bytes: spoilt(packets.map((packet) => Buffer.from(packet))),
        isText: fc.integer({ max: 7, min: 0 }).map((n) => n > 0),
      }),
    },
  );
}

test(
  `R5: ${FRAMES} spoilt packets on the live socket change nothing and cost little`,
  async () => {
    await using server = spawnAnswering(new URL('liveProcess.ts', import.meta.url));
    const url = await server.ask('start', z.string());
    const look = () => server.ask('look', z.object({ until: takenSchema, from: takenSchema }));
    const picture = await discPicture({ width: 64, height: 48, cx: 30, cy: 20, radius: 10 });
    const { admin, project, images } = await createProject(url, ['disc'], { 'a.jpg': picture });
    const [{ id: imageId }] = images;
    const ben = await addMember(admin, url, project.id, 'Ben', 'annotator');
    const ann = await addMember(admin, url, project.id, 'Ann', 'annotator');
    const instanceId = randomUUID();
    const his = openDocument(url, ben.token, imageId);
    onTestFinished(() => his.destroy());
    await his.synced;
    addInstance(his.doc, shape(instanceId, ben.id, { label: project.labels[0].id }), 'x');
    const state = Y.encodeStateAsUpdate(his.doc);

    const packets = anyPacket(honestPackets(project.id, imageId, instanceId));
    const [costs, honest] = [tallyCosts(), tallyCosts()];
    let ended = 0;
    for (const one of chunkSeeds(FRAMES, pinnedSeeds.live)) {
      await runChunk(one, async (seed) => {
        let client = await openRawLive(url, ann.token);
        let before = await look();
        for (const [i, { bytes, isText }] of fc.sample(packets, { seed, numRuns: CHUNK }).entries()) {
          if (i % HONEST_EVERY === 0) {
            expect(await client.answers()).toBe(true);
            const after = await look();
            honest.add(before.from, after.until);
            before = after;
          }
          client.send(isText ? Buffer.from(bytes).toString('latin1') : bytes);
          const isOpen = await client.answers();
          const after = await look();
          costs.add(before.from, after.until);
          before = after;
          if (isOpen && (i + 1) % CALLS !== 0) continue;
          if (!isOpen) ended++;
          client.socket.terminate();
          client = await openRawLive(url, ann.token);
          before = await look();
        }
        client.socket.terminate();
        const fresh = openDocument(url, ben.token, imageId);
        await fresh.synced;
        expect(Buffer.compare(state, Y.encodeStateAsUpdate(fresh.doc))).toBe(0);
        fresh.destroy();
      });
    }
    const bound = judgeBound('packets on the live socket', costs, honest);
    console.log(bound.text, { ended });
    expect(bound.isHeld).not.toBe(false);
    expect(ended).toBeGreaterThan(FRAMES / 50);
    expect(ended).toBeLessThan(FRAMES);
    expect(costs.worstBytes).toBeLessThan(MOST_BYTES);
    expect(Buffer.compare(state, Y.encodeStateAsUpdate(his.doc))).toBe(0);
    await server.ask('stop', z.undefined());
  },
  60_000 + FRAMES * 60,
);
