import type { LowResFrame } from '../family/modelFamily.ts';

/** A click in px of the low-res frame; label 1 adds, 0 takes away. */
export type LowResClick = readonly [x: number, y: number, label: 0 | 1];

/** A click beside the change it asks for still means it, low-res px. */
const REACH = 4;

/**
 * Lets a model's answer change a mask only where somebody clicked: of what the answer adds, the piece at a click that
 * adds; of what it takes away, the piece at a click that takes away. Everything else stays as it was, whatever the
 * model thinks of it. Logits of the low-res frame, row-major; neither input is changed.
 */
export function changeAtClicks(
  before: Float32Array,
  answer: Float32Array,
  frame: LowResFrame,
  clicks: readonly LowResClick[],
): Float32Array {
  const result = Float32Array.from(before);
  for (const click of clicks) {
    const adds = click[2] === 1;
    const isChange = (at: number): boolean => answer[at] > 0 === adds && before[at] > 0 !== adds;
    const seed = nearest(frame, click, isChange);
    if (seed !== null) flood(frame, seed, isChange, (at) => (result[at] = answer[at]));
  }
  return result;
}

function nearest(
  { height, width }: LowResFrame,
  [x, y]: LowResClick,
  wanted: (at: number) => boolean,
): number | null {
  let found: number | null = null;
  let least = REACH ** 2;
  const [left, top] = [Math.max(0, Math.floor(x - REACH)), Math.max(0, Math.floor(y - REACH))];
  for (let row = top; row < Math.min(height, y + REACH); row++) {
    for (let column = left; column < Math.min(width, x + REACH); column++) {
      const distance = (column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2;
      if (distance > least || !wanted(row * width + column)) continue;
      [found, least] = [row * width + column, distance];
    }
  }
  return found;
}

/** All that hangs together with `seed` by sides. */
function flood(
  { height, width }: LowResFrame,
  seed: number,
  wanted: (at: number) => boolean,
  take: (at: number) => void,
): void {
  const seen = new Uint8Array(width * height);
  const open = [seed];
  seen[seed] = 1;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    take(at);
    const column = at % width;
    const beside = [
      column > 0 ? at - 1 : -1,
      column < width - 1 ? at + 1 : -1,
      at - width,
      at + width < width * height ? at + width : -1,
    ];
    for (const next of beside) {
      if (next < 0 || seen[next] || !wanted(next)) continue;
      seen[next] = 1;
      open.push(next);
    }
  }
}
