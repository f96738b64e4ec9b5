import { join } from 'node:path';
import { addInstance, setOrder } from '@maskroom/shared/document/editDocument';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { shape } from '../../support/documentPeople.ts';
import { openRaw, update } from '../../support/rawDocumentClient.ts';
import { spawnUrl } from '../../support/spawnUrl.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { GENEROSITY, isTorture } from '../../support/torture.ts';

const EDITORS = 50;
/** Of each of them, one after another. */
const EDITS = isTorture ? 100 : 4;
const PAUSE_MS = 500;
/** What R2 promises at p95. */
const MOST_MS = 50;

const users = ['ann', 'ben', 'cleo'] as const;

/** Edits, waits for the echo, pauses, and so on; how long each echo took, ms. */
async function edit(url: string, editor: number): Promise<number[]> {
  const user = users[editor % users.length];
  using raw = await openRaw(url, user);
  const doc = new Y.Doc();
  const tookMs: number[] = [];
  const own = new Set<string>();
  let echoes = 0;
  const keyOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
  raw.socket.on('message', (data: Buffer) => {
    if (own.has(keyOf(data))) echoes++;
  });
  let sentAt = 0;
  doc.on('update', (bytes: Uint8Array) => {
    own.add(keyOf(update(bytes)));
    sentAt = performance.now();
    raw.send(update(bytes));
  });
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  // They do not all edit at the same moment.
  await wait((editor / EDITORS) * PAUSE_MS);
  for (let turn = 0; turn < EDITS; turn++) {
    if (turn === 0) addInstance(doc, shape(`of${editor}`, user), 'x');
    else setOrder(doc, `of${editor}`, 1_000 + turn, 'x');
    const echo = new Promise<void>((resolve) => {
      const look = () => {
        if (echoes <= turn) return;
        raw.socket.off('message', look);
        resolve();
      };
      raw.socket.on('message', look);
    });
    await Promise.race([echo, raw.closed.then((code) => Promise.reject(new Error(`closed with ${code}`)))]);
    tookMs.push(performance.now() - sentAt);
    await wait(PAUSE_MS);
  }
  // Each was acknowledged once.
  expect(echoes).toBe(EDITS);
  return tookMs;
}

test(
  `R2, D3: each edit of ${EDITORS} editors on one picture is acknowledged once, and soon`,
  async () => {
    const entry = new URL('../../support/documentServerProcess.ts', import.meta.url);
    const { child, url } = await spawnUrl(entry, [join(temporaryFolder(), 'maskroom.sqlite')]);
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const took = await Promise.all(Array.from({ length: EDITORS }, (_, i) => edit(url, i)));
    const sorted = took.flat().sort((a, b) => a - b);
    const p95 = sorted[Math.ceil(0.95 * sorted.length) - 1];
    console.log(`${sorted.length} acknowledgements: ${p95.toFixed(1)} ms p95; ≤ ${MOST_MS} ms promised`);
    if (isTorture) expect(p95).toBeLessThan(MOST_MS * GENEROSITY);
  },
  60_000 + EDITS * 2_000,
);
