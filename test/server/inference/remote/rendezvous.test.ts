import { rendezvousOrder } from '@maskroom/server/inference/remote/rendezvous.ts';
import { expect, test } from 'vitest';

const servers = ['http://gpu-1:8000', 'http://gpu-2:8000', 'http://gpu-3:8000', 'http://gpu-4:8000'];
const pictures = Array.from({ length: 1_000 }, (_, i) => `picture ${i}`);
const order = (among: readonly string[], picture: string) => rendezvousOrder(among, (name) => name, picture);

test('pictures are spread evenly, whichever way the servers are listed', () => {
  const counts = new Map<string, number>();
  for (const picture of pictures) {
    const [first] = order(servers, picture);
    expect(order(servers.toReversed(), picture)[0]).toBe(first);
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  for (const server of servers) expect(counts.get(server)).toBeGreaterThan(200);
});

test('when a server goes, only its pictures move, to the server that was next', () => {
  const [gone, ...left] = servers;
  for (const picture of pictures) {
    const [first, second] = order(servers, picture);
    expect(order(left, picture)[0]).toBe(first === gone ? second : first);
  }
});
