import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { err, ok, type Result } from '../base/result.ts';
import { orientPolygon } from './orient.ts';
import type { Point, Polygon, PolygonRing } from './polygon.ts';

/** The packed bytes of a polygon: what a mask reply carries and what the document keeps. */
export type Geometry = Uint8Array;

/** Coordinates are kept in sixteenths of a pixel. */
export const STEPS_PER_PIXEL = 16;
/** Caps of one shape. */
export const MAX_VERTICES = 10_000;
export const MAX_GEOMETRY_BYTES = 64 * 1024;
/** Pictures have sides up to 65,535 px; beyond it a coordinate is a fault. */
const MAX_STEPS = 65_536 * STEPS_PER_PIXEL;
const VERSION = 1;

/** Zig-zag: 0, -1, 1, -2 … become 0, 1, 2, 3 …, so that small steps of either sign stay one byte. */
const zigZag = (n: number): number => (n < 0 ? -2 * n - 1 : 2 * n);
const unZigZag = (n: number): number => (n % 2 === 1 ? -(n + 1) / 2 : n / 2);

/**
 * Packs a polygon, quantised to 1/16 px and oriented (exterior clockwise, holes the other way).
 * Layout, version 1: varUint 1 · parts · per part: rings · per ring: vertices · per vertex zig-zag dx, dy
 * against the vertex written before it, whichever ring (the first against 0, 0).
 */
export function encodeGeometry(polygon: Polygon): Geometry {
  const out = encoding.createEncoder();
  encoding.writeVarUint(out, VERSION);
  encoding.writeVarUint(out, polygon.length);
  let [lastX, lastY] = [0, 0];
  for (const part of orientPolygon(toSteps(polygon))) {
    encoding.writeVarUint(out, part.length);
    for (const ring of part) {
      encoding.writeVarUint(out, ring.length);
      for (const [x, y] of ring) {
        encoding.writeVarUint(out, zigZag(x - lastX));
        encoding.writeVarUint(out, zigZag(y - lastY));
        [lastX, lastY] = [x, y];
      }
    }
  }
  return encoding.toUint8Array(out);
}

/** Quantised first and oriented then: a sliver may turn over when its vertices snap. */
const toSteps = (polygon: Polygon): Polygon =>
  polygon.map((part) =>
    part.map((ring) =>
      ring.map(([x, y]) => [Math.round(x * STEPS_PER_PIXEL), Math.round(y * STEPS_PER_PIXEL)]),
    ),
  );

/**
 * Unpacks and checks geometry bytes from anywhere. Refused: another version, no part, a part without a ring,
 * fewer than three vertices, more than {@link MAX_VERTICES}, coordinates beyond ±65,536 px, bytes left over.
 */
export function decodeGeometry(bytes: Uint8Array): Result<Polygon> {
  if (bytes.length > MAX_GEOMETRY_BYTES) return err(`a shape may take ${MAX_GEOMETRY_BYTES} bytes`);
  try {
    const input = decoding.createDecoder(bytes);
    if (decoding.readVarUint(input) !== VERSION) return err('not geometry of version 1');
    const cursor = { x: 0, y: 0, vertices: 0 };
    const polygon = readMany(input, 1, () => readMany(input, 1, () => readRing(input, cursor)));
    if (decoding.hasContent(input)) return err('bytes are left over after the last ring');
    return ok(polygon);
  } catch (cause) {
    return err(cause instanceof RangeError ? cause.message : 'the bytes end too early');
  }
}

/** A count is never larger than the bytes left, so a forged one allocates nothing. */
function readCount(input: decoding.Decoder, least: number): number {
  const count = decoding.readVarUint(input);
  if (count < least || count > input.arr.length - input.pos) throw new RangeError('a count is not possible');
  return count;
}

function readMany<T>(input: decoding.Decoder, least: number, read: () => T): T[] {
  return Array.from({ length: readCount(input, least) }, read);
}

function readRing(input: decoding.Decoder, cursor: { x: number; y: number; vertices: number }): PolygonRing {
  const count = readCount(input, 3);
  cursor.vertices += count;
  if (cursor.vertices > MAX_VERTICES) throw new RangeError(`a shape may have ${MAX_VERTICES} vertices`);
  const ring: Point[] = new Array(count);
  for (let i = 0; i < count; i++) {
    cursor.x += unZigZag(decoding.readVarUint(input));
    cursor.y += unZigZag(decoding.readVarUint(input));
    if (Math.abs(cursor.x) > MAX_STEPS || Math.abs(cursor.y) > MAX_STEPS)
      throw new RangeError('a coordinate is too far out');
    ring[i] = [cursor.x / STEPS_PER_PIXEL, cursor.y / STEPS_PER_PIXEL];
  }
  return ring;
}
