import { addInstance } from '@maskroom/shared/document/editDocument';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { z } from 'zod';
import { spawnAnswering } from '../../support/answeringProcess.ts';
import { shape } from '../../support/documentPeople.ts';
import { openRaw, step1, update } from '../../support/rawDocumentClient.ts';
import { openRawLive } from '../../support/rawLiveClient.ts';
import { adminToken } from '../../support/testServer.ts';
import { until } from '../../support/until.ts';

/** Of a round: two connections on each of its documents, of which each is new, as many live sockets, refused logins. */
const DOCUMENTS = 20;
const EACH = 2;
const LIVE = 10;
const LOGINS = 5;
/** A release goes fifty times as far, ten thousand connections: `npm run test:torture`. */
const ROUNDS = Number(process.env.MASKROOM_MEMORY_ROUNDS ?? 4);
/** Until code is compiled, caches of fixed size are full and the limits on logins are reached. */
const WARM_UP = 4;
/** A connection or a document that is kept by mistake holds more; what is still warming up in a short run is less. */
const MOST_BYTES_EACH = 4_096;

/** Comes, looks, writes if it is the first on the document, and goes. */
async function visit(url: string, imageId: string, isFirst: boolean): Promise<void> {
  const raw = await openRaw(url, isFirst ? 'ann' : 'ben', { imageId });
  raw.send(step1());
  await until(() => raw.ofType(0, 1).length === 1, 20_000);
  if (isFirst) {
    const doc = new Y.Doc();
    addInstance(doc, shape('a', 'ann'), 'x');
    const bytes = Y.encodeStateAsUpdate(doc);
    raw.send(update(bytes));
    await until(() => raw.hasEchoOf(bytes), 20_000);
  }
  raw.socket.close();
  await raw.closed;
}

async function refusedLogin(url: string, n: number): Promise<void> {
  const reply = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `nobody${n}@example.org`, password: 'wrong' }),
  });
  expect([401, 429]).toContain(reply.status);
  await reply.arrayBuffer();
}

/** By how much the values grow from one to the next, the line that fits them best. */
function slope(values: readonly number[]): number {
  const [meanX, meanY] = [(values.length - 1) / 2, values.reduce((a, b) => a + b, 0) / values.length];
  const over = values.reduce((sum, y, x) => sum + (x - meanX) * (y - meanY), 0);
  return over / values.reduce((sum, _, x) => sum + (x - meanX) ** 2, 0);
}

test(
  `R7: memory stays flat over ${ROUNDS * DOCUMENTS * EACH} connections, ${ROUNDS * DOCUMENTS} documents and ${ROUNDS * LOGINS} refused logins`,
  async () => {
    await using server = spawnAnswering(new URL('../../support/memoryProcess.ts', import.meta.url), [
      String((WARM_UP + ROUNDS) * DOCUMENTS),
    ]);
    const [documents, whole] = [
      await server.ask('documents', z.string()),
      await server.ask('whole', z.string()),
    ];
    const held: number[] = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      for (let d = 0; d < DOCUMENTS; d++) {
        const place = round * DOCUMENTS + d + 1;
        const imageId = place === 1 ? 'picture' : `picture${place}`;
        await Promise.all(Array.from({ length: EACH }, (_, i) => visit(documents, imageId, i === 0)));
      }
      for (let i = 0; i < LIVE; i++) {
        const client = await openRawLive(whole, adminToken);
        client.socket.close();
        await client.closed;
      }
      for (let i = 0; i < LOGINS; i++) await refusedLogin(whole, round * LOGINS + i);
      if (round >= WARM_UP) held.push(await server.ask('held', z.number()));
    }
    const each = slope(held) / (DOCUMENTS * EACH + LIVE);
    console.log(
      `held ${held
        .map((bytes) => (bytes / 2 ** 20).toFixed(1))
        .filter((_, i) => i % Math.ceil(ROUNDS / 10) === 0)
        .join(' ')} MiB: ${each.toFixed(0)} bytes a connection`,
    );
    expect(each).toBeLessThan(MOST_BYTES_EACH);
    await server.ask('stop', z.undefined());
  },
  60_000 + ROUNDS * 20_000,
);
