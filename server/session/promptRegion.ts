import { decodeGeometry, type Geometry } from '@maskroom/shared/geometry/geometryCodec';
import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Box } from '@maskroom/shared/geometry/polygon';
import type { Prompt } from '@maskroom/shared/prompt/prompt';
import type { PromptSet } from '@maskroom/shared/protocol/socket';
import type { Size } from '../inference/imageFrame.ts';
import { type PromptChain, repeatsChain } from './promptChain.ts';
import { holdsBox, snapRegion } from './snapRegion.ts';

/** Clicks go on in the region where they began unless another would show this much more of the detail. */
const COARSER = 2.1;

/** What a prompt's region has to hold besides what the person sees: its clicks, its box, the shape to better. */
export const heldBy = ({ points, box }: Prompt, refined: Box | null): Box[] => [
  ...points.map(([x, y]): Box => [x, y, x, y]),
  ...(box ? [box] : []),
  ...(refined ? [refined] : []),
];

/** The region that a prompt is decoded in (P18, P19); null: the whole picture. */
export function promptRegion(
  prompt: PromptSet,
  refined: Box | null,
  chain: PromptChain | null,
  image: Size,
): Box | null {
  if (!prompt.region) return null;
  const held = heldBy(prompt, refined);
  const fresh = snapRegion(prompt.region, held, image);
  const before = chain && !prompt.hover && repeatsChain(chain, prompt) ? chain.region : null;
  const stays =
    fresh &&
    before &&
    held.every((box) => holdsBox(before, box)) &&
    longer(before) <= COARSER * longer(fresh);
  return stays ? before : fresh;
}

const longer = ([x0, y0, x1, y1]: Box): number => Math.max(x1 - x0, y1 - y0);

export function boxOf(geometry: Geometry | null): Box | null {
  const polygon = geometry && decodeGeometry(geometry);
  return polygon?.ok ? polygonBox(polygon.value) : null;
}
