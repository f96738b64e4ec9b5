import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { MAX_FLIGHT_BYTES, presenceSchema } from '@maskroom/shared/presence/presence';
import { expect, test } from 'vitest';
import { toBase64 } from '../../../web/presence/base64.ts';
import { createFlightReader } from '../../../web/presence/othersFlights.ts';
import { drawnSoFar } from '../../../web/workspace/hand/flight.ts';
import { rectangle } from '../tool/recordingContext.ts';

const presence = (inFlight: string | null) =>
  presenceSchema.parse({
    user: { id: 'u1', name: 'Ann', color: 3 },
    tool: 'brush',
    labelId: null,
    cursor: [1, 2],
    selected: Array.from({ length: 100 }, () => crypto.randomUUID()),
    inFlight,
  });

test('the largest shape in flight and all that can be selected fit into one awareness state', () => {
  const state = presence(toBase64(new Uint8Array(MAX_FLIGHT_BYTES).fill(255)));
  expect(JSON.stringify(state).length).toBeLessThan(8 * 1024);
});

test('what others have in flight is unpacked once, and rubbish is nothing', () => {
  const read = createFlightReader();
  const seen = (inFlight: string | null) => read([{ clientId: 1, presence: presence(inFlight) }]);
  const square = toBase64(encodeGeometry([[rectangle(1, 2, 3, 4)]]));
  const [first] = seen(square);
  expect(first.polygon).toEqual([[rectangle(1, 2, 3, 4)]]);
  expect(seen(square)[0].polygon).toBe(first.polygon);
  expect([seen('AAAA'), seen('%'), seen(null)]).toEqual([[], [], []]);
});

test('an outline drawn by hand is seen from its second vertex on, up to where the pointer is', () => {
  const draft = (vertices: [number, number][], pointer: [number, number] | null, closing = false) =>
    drawnSoFar({ draft: { vertices, pointer, closing, color: '#ffffff' } });
  const [a, b, c]: [number, number][] = [
    [0, 0],
    [8, 0],
    [8, 8],
  ];
  expect(draft([a], b)).toEqual([]);
  expect(draft([a, b], c)).toEqual([[[a, b, c]]]);
  // The vertex that was put down a moment ago is no second one.
  expect(draft([a, b], b)).toEqual([]);
  expect(draft([a, b, c], [0.2, 0.3], true)).toEqual([[[a, b, c]]]);
  expect(draft([a, b, c], [0, 8])).toEqual([[[a, b, c, [0, 8]]]]);
});
