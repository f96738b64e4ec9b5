import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printMachine } from '../calibration.ts';
import { quantile } from '../table.ts';
import { benchCold } from './cold.ts';
import { crowd } from './crowd.ts';
import { benchGate } from './gate.ts';
import { hocuspocus } from './hocuspocus.ts';
import { maskroom } from './maskroom.ts';
import { type Service, usageOf } from './service.ts';
import { editsPerSecond, hostileFrame, lostEdits, opening } from './single.ts';

const KILLED_EDITS = 300;
const SECONDS = 8;
const COLD_TIMES = 7;

/** What is printed, in this order; `target` is what the first of the two is held against. */
const rows = [
  ['lost', `acknowledged edits lost at kill -9, of ${KILLED_EDITS}`, '0'],
  ['seen', '50 editors, one picture: edit → seen by all, p95', '≤ 100 ms'],
  ['seenMedian', '… median', ''],
  ['saved', '50 editors, one picture: acknowledgement, p95', '≤ 50 ms'],
  ['savedMedian', '… median', ''],
  ['mib', 'memory of the server with them', ''],
  ['allIn', '500 sockets, 100 pictures: all in sync after', '≤ 10 s'],
  ['seenInRooms', '500 sockets: edit → seen by the other four, p95', ''],
  ['rate', 'acknowledged edits a second, 16 writers', '≥ 2,000'],
  ['opening', 'a picture of 5,000 instances → in sync, median', '≤ 300 ms'],
  ['hostileHeldUp', 'seven hostile bytes: the next edit of another waits', '≤ 5 ms more'],
  ['hostileCpu', '… processor time of the server', ''],
  ['hostileMib', '… memory of the server at its peak, more', '≤ 4 MiB'],
] as const;
type Figures = Record<(typeof rows)[number][0], number>;
const units: Partial<Record<keyof Figures, string>> = {
  lost: '',
  rate: '/s',
  mib: ' MiB',
  hostileMib: ' MiB',
};

async function measure(service: Service): Promise<Figures> {
  const say = (what: string) => console.error(`${service.name}: ${what} …`);
  say('kill -9');
  const folder = await mkdtemp(join(tmpdir(), 'maskroom-bench-'));
  const lost = await lostEdits(service, folder, KILLED_EDITS);
  await rm(folder, { recursive: true });
  const fresh = await mkdtemp(join(tmpdir(), 'maskroom-bench-'));
  const server = await service.start(fresh);
  try {
    say('50 editors');
    const one = await crowd(server, { documents: 1, editors: 50, seconds: SECONDS });
    const { mib } = usageOf(server.pid);
    say('500 sockets');
    const many = await crowd(server, { documents: 100, editors: 500, seconds: SECONDS });
    say('edits a second');
    const rate = await editsPerSecond(server, SECONDS);
    say('5,000 instances');
    const open = await opening(server, 5_000, 5);
    say('hostile bytes');
    const hostile = await hostileFrame(server);
    return {
      lost,
      seen: quantile(one.seenByAll, 0.95),
      seenMedian: quantile(one.seenByAll, 0.5),
      saved: quantile(one.acknowledged, 0.95),
      savedMedian: quantile(one.acknowledged, 0.5),
      mib,
      allIn: many.allInMs,
      seenInRooms: quantile(many.seenByAll, 0.95),
      rate,
      opening: quantile(open, 0.5),
      hostileHeldUp: hostile.heldUpMs,
      hostileCpu: hostile.cpuMs,
      hostileMib: hostile.mib,
    };
  } finally {
    await server.kill();
    await rm(fresh, { recursive: true });
  }
}

// y-websocket listens for the end of the process, once for each tab.
process.setMaxListeners(0);
printMachine();
console.log('\nClients and servers share the machine; each server is alone in its process.\n');
const [ours, theirs] = [await measure(maskroom), await measure(hocuspocus)];
console.log(`| | ${maskroom.name} | ${hocuspocus.name} | ratio | target |\n|---|---:|---:|---:|---:|`);
for (const [name, what, target] of rows) {
  const show = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)}${units[name] ?? ' ms'}`;
  const ratio = theirs[name] > 0 ? (ours[name] / theirs[name]).toFixed(2) : '–';
  console.log(`| ${what} | ${show(ours[name])} | ${show(theirs[name])} | ${ratio} | ${target} |`);
}
await benchGate();
const folder = await mkdtemp(join(tmpdir(), 'maskroom-bench-'));
await benchCold(folder, COLD_TIMES);
await rm(folder, { recursive: true });
// Clients go on trying to reach servers that are gone.
process.exit();
