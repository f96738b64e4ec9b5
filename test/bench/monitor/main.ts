/**
 * What a lead's page costs the server, outlines on the tiles among it: fifty people draw, and 0, 1 and 5 leads have the live
 * room open, in turns. The server is the built one in a process of its own; its processor time is what it says of itself.
 * `npm run bench:monitor`.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { addInstance, setGeometry } from '@maskroom/shared/document/editDocument';
import { encodeGeometry, type Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { MonitorChange } from '@maskroom/shared/protocol/monitor';
import { type LiveClient, liveClient } from '../../support/liveClient.ts';
import { discPicture } from '../../support/pictures.ts';
import { addMember } from '../../support/team.ts';
import { openPlace } from '../place.ts';
import { printTable } from '../table.ts';

const PEOPLE = 50;
const PICTURES = 10;
const LEADS = [0, 1, 5] as const;
/** What the server does without a lead varies by more than a lead costs: many short turns say more than a few long ones. */
const ROUNDS = 16;
const WINDOW_MS = 5_000;
/** Everybody adds or reshapes an object this often. */
const EVERY_MS = 2_000;
/** Of an object, as a mask of a person or a car has them. */
const VERTICES = 60;

const pictures = await Promise.all(
  Array.from({ length: PICTURES }, async (_, i) => {
    const bytes = await discPicture({ width: 640, height: 480, cx: 100 + i, cy: 100, radius: 40 });
    return [`${i}.jpg`, bytes] as const;
  }),
);
await using place = await openPlace(Object.fromEntries(pictures));
const label = place.project.labels[0].id;

const seats = await Promise.all(
  Array.from({ length: PEOPLE }, async (_, i) => {
    const member = await place.annotator(`Person${i}`);
    const live = await liveClient(place.url, member.token);
    const imageId = place.images[i % PICTURES].id;
    await live.openImage(imageId);
    return { member, live, imageId, document: await live.openDocument(imageId), last: '' };
  }),
);
const leads = await Promise.all(
  Array.from({ length: Math.max(...LEADS) }, async (_, i) => {
    const { token } = await addMember(place.admin, place.url, place.project.id, `Lead${i}`, 'lead');
    return liveClient(place.url, token);
  }),
);
const tell = (lead: LiveClient, event: 'monitor:subscribe' | 'monitor:unsubscribe') =>
  lead.socket.emitWithAck(event, { projectId: place.project.id });

/** An outline as irregular as a mask's, px of the picture. */
function blob(turn: number): Geometry {
  const [cx, cy] = [60 + ((turn * 37) % 520), 60 + ((turn * 53) % 360)];
  const ring = Array.from({ length: VERTICES }, (_, i) => {
    const angle = (2 * Math.PI * i) / VERTICES;
    const radius = 35 + 8 * Math.sin(5 * angle + turn) + 3 * Math.sin(17 * angle);
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)] as const;
  });
  return encodeGeometry([[ring]]);
}

/** A new object, and in the next turn another shape for it. */
function edit(seat: (typeof seats)[number], turn: number): void {
  const geometry = blob(turn);
  if (seat.last && turn % 2 !== 0) {
    setGeometry(seat.document.doc, seat.last, geometry, 'bench');
    return;
  }
  seat.last = randomUUID();
  const by = { createdBy: seat.member.id, source: 'manual', predictedIou: null } as const;
  addInstance(seat.document.doc, { id: seat.last, label, geometry, ...by }, 'bench');
}

let isWorking = true;
const work = seats.map(async (seat, i) => {
  await wait((i / PEOPLE) * EVERY_MS);
  for (let turn = 0; isWorking; turn++) {
    edit(seat, turn);
    await wait(EVERY_MS);
  }
});

// Pictures are encoded and code is compiled before anything is measured.
await wait(5_000);
while ((await place.metric('maskroom_embeddings_encoding')) > 0) await wait(500);
await wait(3_000);

const shares = new Map<number, number[]>(LEADS.map((count) => [count, []]));
const sent: Record<'stream' | 'outlines' | 'whole', number[]> = { stream: [], outlines: [], whole: [] };
for (let round = 0; round < ROUNDS; round++) {
  // Another one first in each round: what changes on the machine meanwhile falls on all of them.
  const turn = round % LEADS.length;
  for (const count of [...LEADS.slice(turn), ...LEADS.slice(0, turn)]) {
    const present = leads.slice(0, count);
    const bytes = { stream: 0, outlines: 0, whole: 0 };
    let pictures = 0;
    const hear = (change: MonitorChange) => {
      if (change.kind === 'picture') pictures++;
      const kind = change.kind === 'picture' ? 'whole' : change.kind === 'outlines' ? 'outlines' : 'stream';
      bytes[kind] += JSON.stringify(change).length;
    };
    for (const lead of present) {
      lead.socket.on('monitor:change', hear);
      await tell(lead, 'monitor:subscribe');
    }
    while (pictures < count * PICTURES) await wait(50);
    await wait(500);
    if (count > 0) sent.whole.push(bytes.whole / count / 1_000);
    [bytes.stream, bytes.outlines] = [0, 0];
    const [cpu, at] = [await place.metric('process_cpu_seconds_total'), performance.now()];
    await wait(WINDOW_MS);
    const seconds = (performance.now() - at) / 1_000;
    const used = (await place.metric('process_cpu_seconds_total')) - cpu;
    shares.get(count)?.push((100 * used) / seconds);
    for (const kind of ['stream', 'outlines'] as const)
      if (count > 0) sent[kind].push(bytes[kind] / count / seconds / 1_000);
    for (const lead of present) {
      lead.socket.off('monitor:change', hear);
      await tell(lead, 'monitor:unsubscribe');
    }
  }
}

const [lead] = leads;
/** Resolves when a lead is told what is asked for. */
const told = (isIt: (change: MonitorChange) => boolean): Promise<number> =>
  new Promise((resolve) => {
    const hear = (change: MonitorChange) => {
      if (!isIt(change)) return;
      lead.socket.off('monitor:change', hear);
      resolve(performance.now());
    };
    lead.socket.on('monitor:change', hear);
  });
const delays: Record<'figures' | 'outline', number[]> = { figures: [], outline: [] };
// A picture that is told whole has what was drawn until then, and nothing more is said of it.
const whole = Promise.all(
  place.images.map(({ id }) => told((change) => change.kind === 'picture' && change.picture.imageId === id)),
);
await tell(lead, 'monitor:subscribe');
await whole;
isWorking = false;
await Promise.all(work);
for (let turn = 0; turn < 30; turn++) {
  const seat = seats[turn % PEOPLE];
  await wait(400);
  const beganAt = performance.now();
  const figures = told(
    (change) => change.kind === 'sessions' && change.sessions.some(({ userId }) => userId === seat.member.id),
  );
  edit(seat, turn * 2);
  const outline = told(
    (change) =>
      change.kind === 'outlines' && change.pictures.some(({ put }) => put.some(({ id }) => id === seat.last)),
  );
  delays.figures.push((await figures) - beganAt);
  delays.outline.push((await outline) - beganAt);
}

/** By round, what so many leads cost more than none, each. */
const more = (count: number): number[] => {
  const none = shares.get(0) ?? [];
  return (shares.get(count) ?? []).map((share, round) => (share - none[round]) / count);
};
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
function meanOf(values: readonly number[]): string {
  const mean = sum(values) / values.length;
  const variance = sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
  return `${mean.toFixed(2)} % of a core ± ${Math.sqrt(variance / values.length).toFixed(2)} (standard error)`;
}
printTable(`The live room: ${PEOPLE} people, an edit of each every ${EVERY_MS / 1_000} s`, [
  ...LEADS.map((count) => ({
    name: `server, ${count} leads`,
    values: shares.get(count) ?? [],
    unit: '% of a core',
  })),
  ...LEADS.filter((count) => count > 0).map((count) => ({
    name: `more with ${count} than with none, a lead`,
    values: more(count),
    unit: '% of a core',
    target: '≤ 1 %',
  })),
  { name: 'outlines sent to a lead', values: sent.outlines, unit: 'kB/s' },
  { name: 'all else sent to a lead', values: sent.stream, unit: 'kB/s' },
  { name: `${PICTURES} pictures whole, to a lead who comes in`, values: sent.whole, unit: 'kB' },
  { name: 'from an edit to the tile’s figures', values: delays.figures },
  { name: 'to its outline on the tile', values: delays.outline },
]);
console.log(`\nin the mean: the first lead ${meanOf(more(1))}, each of five ${meanOf(more(5))}`);
for (const { live } of seats) await live[Symbol.asyncDispose]();
for (const one of leads) await one[Symbol.asyncDispose]();
