import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Box } from '@maskroom/shared/geometry/polygon';
import type { DocumentShape } from './shape.ts';

export type OrderStep = 'front' | 'forward' | 'backward' | 'back';

/**
 * New places in the drawing order for these shapes, by id; empty when they are there already. `forward` goes above the
 * next shape that lies over one of them, not above one at the other end of the picture. `shapes` in drawing order.
 */
export function reordered(
  shapes: readonly DocumentShape[],
  ids: ReadonlySet<string>,
  step: OrderStep,
): ReadonlyMap<string, number> {
  const chosen = shapes.filter(({ id }) => ids.has(id));
  const others = shapes.filter(({ id }) => !ids.has(id));
  if (chosen.length === 0 || others.length === 0) return new Map();
  const up = step === 'front' || step === 'forward';
  const place =
    step === 'front' || step === 'back' ? farthest(others, up) : nextOver(shapes, chosen, others, up);
  if (place === null) return new Map();
  const [low, high] = gapAt(others, place, up);
  const orders = new Map(
    chosen.map(({ id }, i) => [id, low + ((high - low) * (i + 1)) / (chosen.length + 1)]),
  );
  return isThere(shapes, ids, place, others, up) ? new Map() : orders;
}

const farthest = (others: readonly DocumentShape[], up: boolean): number => (up ? others.length - 1 : 0);

/** The place among the others of the next one that overlaps a chosen shape and lies beyond it. */
function nextOver(
  shapes: readonly DocumentShape[],
  chosen: readonly DocumentShape[],
  others: readonly DocumentShape[],
  up: boolean,
): number | null {
  const edge = shapes.indexOf(up ? chosen[chosen.length - 1] : chosen[0]);
  const boxes = chosen.map(({ polygon }) => polygonBox(polygon));
  const beyond = up ? shapes.slice(edge + 1) : shapes.slice(0, edge).toReversed();
  const next = beyond.find(({ polygon }) => boxes.some((box) => overlap(box, polygonBox(polygon))));
  return next ? others.indexOf(next) : null;
}

/** Room for new orders right above or below the other at `place`; ends are open. */
function gapAt(others: readonly DocumentShape[], place: number, up: boolean): readonly [number, number] {
  const [below, above] = up ? [others[place], others[place + 1]] : [others[place - 1], others[place]];
  if (below && above && above.order > below.order) return [below.order, above.order];
  if (below && !above) return [below.order, below.order + 2];
  if (above && !below) return [above.order - 2, above.order];
  // Two of one order: the id decides between them, and nothing fits; beyond both, something does.
  return up ? gapAt(others, place + 1, up) : gapAt(others, place - 1, up);
}

function isThere(
  shapes: readonly DocumentShape[],
  ids: ReadonlySet<string>,
  place: number,
  others: readonly DocumentShape[],
  up: boolean,
): boolean {
  const at = shapes.indexOf(others[place]);
  const side = up ? shapes.slice(0, at) : shapes.slice(at + 1);
  return !side.some(({ id }) => ids.has(id));
}

const overlap = ([ax0, ay0, ax1, ay1]: Box, [bx0, by0, bx1, by1]: Box): boolean =>
  ax0 <= bx1 && bx0 <= ax1 && ay0 <= by1 && by0 <= ay1;
