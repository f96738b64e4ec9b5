/**
 * What a lead's page costs the server: fifty people draw, and 0, 1 and 5 leads have the live room open, in turns. The
 * server is the built one in a process of its own; its processor time is what it says of itself. `npm run bench:monitor`.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { addInstance, setGeometry } from '@maskroom/shared/document/editDocument';
import { square } from '../../support/documentPeople.ts';
import { type LiveClient, liveClient } from '../../support/liveClient.ts';
import { discPicture } from '../../support/pictures.ts';
import { addMember } from '../../support/team.ts';
import { openPlace } from '../place.ts';
import { printTable, quantile } from '../table.ts';

const PEOPLE = 50;
const PICTURES = 10;
const LEADS = [0, 1, 5] as const;
const ROUNDS = 5;
const WINDOW_MS = 6_000;
/** Everybody adds or reshapes an object this often. */
const EVERY_MS = 2_000;

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

/** Three reshapes for each new object. */
function edit(seat: (typeof seats)[number], turn: number): void {
  const geometry = square(20 + ((turn * 37) % 500), 20 + ((turn * 53) % 400), 20);
  if (seat.last && turn % 4 !== 0) {
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
const bytes: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  for (const count of LEADS) {
    const present = leads.slice(0, count);
    let sent = 0;
    const hear = (change: object) => {
      sent += JSON.stringify(change).length;
    };
    for (const lead of present) {
      lead.socket.on('monitor:change', hear);
      await tell(lead, 'monitor:subscribe');
    }
    await wait(500);
    sent = 0;
    const [cpu, at] = [await place.metric('process_cpu_seconds_total'), performance.now()];
    await wait(WINDOW_MS);
    const seconds = (performance.now() - at) / 1_000;
    const used = (await place.metric('process_cpu_seconds_total')) - cpu;
    shares.get(count)?.push((100 * used) / seconds);
    if (count > 0) bytes.push(sent / count / seconds / 1_000);
    for (const lead of present) {
      lead.socket.off('monitor:change', hear);
      await tell(lead, 'monitor:unsubscribe');
    }
  }
}

const [lead] = leads;
const delays: number[] = [];
await tell(lead, 'monitor:subscribe');
isWorking = false;
await Promise.all(work);
for (let turn = 0; turn < 30; turn++) {
  const seat = seats[turn % PEOPLE];
  await wait(400);
  const beganAt = performance.now();
  const told = new Promise<void>((resolve) => {
    const hear: Parameters<typeof lead.socket.on<'monitor:change'>>[1] = (change) => {
      if (change.kind !== 'session' || change.session.userId !== seat.member.id) return;
      lead.socket.off('monitor:change', hear);
      resolve();
    };
    lead.socket.on('monitor:change', hear);
  });
  edit(seat, turn * 4);
  await told;
  delays.push(performance.now() - beganAt);
}

const none = shares.get(0) ?? [];
printTable(`The live room: ${PEOPLE} people, an edit of each every ${EVERY_MS / 1_000} s`, [
  ...LEADS.map((count) => ({
    name: `server, ${count} leads`,
    values: shares.get(count) ?? [],
    unit: '% of a core',
  })),
  ...LEADS.filter((count) => count > 0).map((count) => ({
    name: `more with ${count} than with none, a lead`,
    values: (shares.get(count) ?? []).map((share, round) => (share - none[round]) / count),
    unit: '% of a core',
    target: '≤ 1 %',
  })),
  { name: 'sent to a lead', values: bytes, unit: 'kB/s' },
  { name: 'from an edit to the tile', values: delays },
]);
console.log(`\nmedian of one lead: ${quantile(bytes, 0.5).toFixed(1)} kB/s`);
for (const { live } of seats) await live[Symbol.asyncDispose]();
for (const one of leads) await one[Symbol.asyncDispose]();
