import {
  decodeGeometry,
  encodeGeometry,
  MAX_GEOMETRY_BYTES,
  MAX_VERTICES,
} from '@maskroom/shared/geometry/geometryCodec';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { signedRingArea } from '@maskroom/shared/geometry/measure';
import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import { arbitraryPolygon, checkProperty, starRing } from '../../support/arbitraryPolygon.ts';

const bytes = (...numbers: number[]): Uint8Array => {
  const out = encoding.createEncoder();
  for (const n of numbers) encoding.writeVarUint(out, n);
  return encoding.toUint8Array(out);
};

const error = (input: Uint8Array): string => {
  const read = decodeGeometry(input);
  return read.ok ? 'no error' : read.error;
};

/** One pixel: version, 1 part, 1 ring, 4 vertices, then zig-zag steps of 1/16 px. */
const pixel = bytes(1, 1, 1, 4, 32, 32, 32, 0, 0, 32, 31, 0);

test('a pixel has the documented bytes', () => {
  expect(
    encodeGeometry([
      [
        [
          [1, 1],
          [2, 1],
          [2, 2],
          [1, 2],
        ],
      ],
    ]),
  ).toEqual(pixel);
  expect(decodeGeometry(pixel)).toEqual({
    ok: true,
    value: [
      [
        [
          [1, 1],
          [2, 1],
          [2, 2],
          [1, 2],
        ],
      ],
    ],
  });
  expect(geometryHash(pixel)).toMatch(/^[0-9a-f]{16}$/);
});

test('exteriors turn clockwise on screen and holes the other way, however they come', () => {
  const wrongWay = [
    [starRing([50, 50], [40, 40, 40, 40, 40], false), starRing([50, 50], [10, 10, 10], true)],
  ];
  const read = decodeGeometry(encodeGeometry(wrongWay));
  if (!read.ok) throw new Error(read.error);
  expect(signedRingArea(read.value[0][0])).toBeGreaterThan(0);
  expect(signedRingArea(read.value[0][1])).toBeLessThan(0);
});

test('coordinates come back to within 1/32 px, and what came back packs to the same bytes', () => {
  checkProperty(arbitraryPolygon(4_000), (polygon) => {
    const packed = encodeGeometry(
      polygon.map((part) => part.map((ring) => ring.map(([x, y]) => [x + 0.011, y - 0.017]))),
    );
    const read = decodeGeometry(packed);
    if (!read.ok) throw new Error(read.error);
    expect(encodeGeometry(read.value)).toEqual(packed);
    const [ring, original] = [read.value[0][0], polygon[0][0]];
    const reversed = signedRingArea(original) < 0;
    ring.forEach(([x, y], i) => {
      const [ox, oy] = original[reversed ? ring.length - 1 - i : i];
      if (Math.abs(signedRingArea(original)) > 1) {
        expect(Math.abs(x - ox - 0.011)).toBeLessThanOrEqual(1 / 32);
        expect(Math.abs(y - oy + 0.017)).toBeLessThanOrEqual(1 / 32);
      }
    });
  });
});

test('a sliver that turns over when it snaps to the grid still packs to stable bytes', () => {
  const packed = encodeGeometry([
    [
      [
        [0, 0],
        [10, 0.034],
        [20, 0.02],
        [10, 0.02],
      ],
    ],
  ]);
  const read = decodeGeometry(packed);
  expect(read.ok && encodeGeometry(read.value)).toEqual(packed);
});

test.each<[string, Uint8Array, string]>([
  ['nothing', new Uint8Array(), 'the bytes end too early'],
  ['another version', bytes(2, 1, 1, 3, 0, 0, 2, 0, 0, 2), 'not geometry of version 1'],
  ['no part', bytes(1, 0), 'a count is not possible'],
  ['a part without a ring', bytes(1, 1, 0), 'a count is not possible'],
  ['two vertices', bytes(1, 1, 1, 2, 0, 0, 2, 0), 'a count is not possible'],
  ['a count of parts beyond the bytes', bytes(1, 4_000_000_000), 'a count is not possible'],
  ['a count of rings beyond the bytes', bytes(1, 1, 2 ** 40), 'a count is not possible'],
  [
    'a count of vertices beyond the bytes',
    bytes(1, 1, 1, Number.MAX_SAFE_INTEGER),
    'a count is not possible',
  ],
  ['a number beyond 2^53', Uint8Array.of(1, ...new Array(12).fill(0xff), 1), 'the bytes end too early'],
  ['a coordinate far outside', bytes(1, 1, 1, 3, 2 ** 40, 0, 2, 0, 0, 2), 'a coordinate is too far out'],
  [
    'coordinates that creep outside',
    bytes(1, 1, 1, 3, 2 ** 21, 0, 2, 0, 0, 2),
    'a coordinate is too far out',
  ],
  ['bytes left over', Uint8Array.of(...pixel, 0), 'bytes are left over after the last ring'],
])('%s is refused', (_, input, message) => {
  expect(error(input)).toBe(message);
});

test('too many bytes and too many vertices are refused', () => {
  expect(error(new Uint8Array(MAX_GEOMETRY_BYTES + 1))).toBe(`a shape may take ${MAX_GEOMETRY_BYTES} bytes`);
  const ring = bytes(...new Array(MAX_VERTICES).fill(0), ...new Array(MAX_VERTICES).fill(0));
  expect(
    error(Uint8Array.of(...bytes(1, 2, 1, MAX_VERTICES), ...ring, ...bytes(1, 3), 0, 0, 0, 0, 0, 0)),
  ).toBe(`a shape may have ${MAX_VERTICES} vertices`);
});

test('every shorter beginning of a shape is refused', () => {
  const packed = encodeGeometry([
    [starRing([300, 300], [200, 150, 220, 180]), starRing([300, 300], [40, 40, 40])],
    [starRing([900, 20], [10, 10, 10])],
  ]);
  for (let length = 0; length < packed.length; length++)
    expect(decodeGeometry(packed.subarray(0, length)).ok).toBe(false);
});

test('no bytes make it throw, and whatever it takes is within the caps', () => {
  const hostile = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.uint8Array({ maxLength: 200 }).map((rest) => Uint8Array.of(1, 1, 1, ...rest)),
  );
  checkProperty(
    hostile,
    (input) => {
      const read = decodeGeometry(input);
      if (!read.ok) return;
      for (const [x, y] of read.value.flat(2))
        expect(Math.abs(x) <= 65_536 && Math.abs(y) <= 65_536).toBe(true);
    },
    2_000,
  );
});
