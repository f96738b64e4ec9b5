import {
  Clipper64,
  ClipType,
  FillRule,
  type Path64,
  type Paths64,
  type PolyPath64,
  PolyTree64,
} from 'clipper2-ts';
import { STEPS_PER_PIXEL } from './geometryCodec.ts';
import { signedRingArea } from './measure.ts';
import type { Point, Polygon, PolygonPart, PolygonRing } from './polygon.ts';

/** Clipper counts in whole steps, and a step is what a geometry keeps: nothing is rounded on the way to the document. */
export const toPath = (points: readonly Point[]): Path64 =>
  points.map(([x, y]) => ({ x: Math.round(x * STEPS_PER_PIXEL), y: Math.round(y * STEPS_PER_PIXEL) }));

export const fromPath = (path: Path64): Point[] =>
  path.map(({ x, y }): Point => [x / STEPS_PER_PIXEL, y / STEPS_PER_PIXEL]);

const execute = (type: ClipType, rule: FillRule, subject: Paths64, clip: Paths64): PolyTree64 => {
  const clipper = new Clipper64();
  clipper.addSubject(subject);
  clipper.addClip(clip);
  const tree = new PolyTree64();
  clipper.execute(type, rule, tree);
  return tree;
};

/** Rings that turn the right way and cross nothing: even-odd within a part, parts united, as masks are drawn. */
export const toPaths = (polygon: Polygon): Paths64 => {
  const parts = polygon.map((part) =>
    ringsOf(execute(ClipType.Union, FillRule.EvenOdd, part.map(toPath), [])),
  );
  return parts.length === 1 ? parts[0] : ringsOf(execute(ClipType.Union, FillRule.NonZero, parts.flat(), []));
};

export const combine = (type: ClipType, subject: Paths64, clip: Paths64): Polygon =>
  partsOf(execute(type, FillRule.NonZero, subject, clip));

/** Outlines that a path leaves behind, winding any way round. */
export const uniteOutlines = (paths: Paths64): Polygon =>
  partsOf(execute(ClipType.Union, FillRule.NonZero, paths, []));

const childrenOf = (node: PolyPath64): PolyPath64[] =>
  Array.from({ length: node.count }, (_, i) => node.child(i));

const ringsOf = (node: PolyPath64): Paths64 =>
  childrenOf(node).flatMap((child) => [...(child.poly ? [child.poly] : []), ...ringsOf(child)]);

/** Exteriors, each with its holes; what lies in a hole is a part of its own. */
function partsOf(node: PolyPath64): PolygonPart[] {
  return childrenOf(node).flatMap((exterior) => {
    const holes = childrenOf(exterior);
    const rings = [exterior, ...holes].map(({ poly }) => fromPath(poly ?? []));
    const inside = holes.flatMap(partsOf);
    return isRing(rings[0]) ? [[rings[0], ...rings.slice(1).filter(isRing)], ...inside] : inside;
  });
}

const isRing = (ring: PolygonRing): boolean => ring.length >= 3 && signedRingArea(ring) !== 0;
