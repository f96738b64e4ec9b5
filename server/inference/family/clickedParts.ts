import type { Point } from '@maskroom/shared/geometry/polygon';
import type { Size } from '../imageFrame.ts';

/**
 * Leaves of a mask the parts that one of `places` lies in (pixels that touch at a side or a corner hang together); what
 * else was inside becomes as far outside. A mask that holds none of the places stays whole. Logits row-major, in
 * place; places in pixels of the mask.
 */
export function keepPartsAt(logits: Float32Array, { width, height }: Size, places: readonly Point[]): void {
  const kept = new Uint8Array(logits.length);
  const waiting: number[] = [];
  const visit = (x: number, y: number): void => {
    const at = y * width + x;
    if (x < 0 || y < 0 || x >= width || y >= height || kept[at] === 1 || !(logits[at] > 0)) return;
    kept[at] = 1;
    waiting.push(at);
  };
  for (const [x, y] of places) visit(Math.floor(x), Math.floor(y));
  if (waiting.length === 0) return;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const x = at % width;
    const y = (at - x) / width;
    for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) visit(x + dx, y + dy);
  }
  for (let at = 0; at < logits.length; at++) if (kept[at] === 0 && logits[at] > 0) logits[at] = -logits[at];
}
