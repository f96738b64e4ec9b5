import { Problem } from '@maskroom/shared/base/problem';
import type { Box } from '@maskroom/shared/geometry/polygon';
import { MAX_POINTS, type Prompt } from '@maskroom/shared/prompt/prompt';
import type { Size } from '../inference/imageFrame.ts';

/** A prompt, and the part of the picture that the person sees, where only that is to be looked at. */
export type PlacedPrompt = Prompt & { readonly region?: Box };

/** Why a prompt cannot be asked of this image (P5, P6), or null. */
export function promptFault({ points, box, region }: PlacedPrompt, { width, height }: Size): Problem | null {
  if (points.length === 0 && !box) return new Problem('prompt-invalid', 'A prompt needs a click or a box.');
  if (points.length > MAX_POINTS) {
    return new Problem('prompt-invalid', `A prompt has at most ${MAX_POINTS} clicks.`);
  }
  const corners = box ? [box.slice(0, 2), box.slice(2)] : [];
  const places = [...points, ...corners];
  const numbers = [...points.flat(), ...(box ?? []), ...(region ?? [])];
  if (!numbers.every(Number.isFinite)) {
    return new Problem('prompt-invalid', 'A coordinate is not a finite number.');
  }
  if (box && !(box[0] < box[2] && box[1] < box[3])) {
    return new Problem('prompt-invalid', 'A box goes from its top-left to its bottom-right corner.');
  }
  if (region && !(region[0] < region[2] && region[1] < region[3])) {
    return new Problem('prompt-invalid', 'A region goes from its top-left to its bottom-right corner.');
  }
  if (region && !(region[0] < width && region[1] < height && region[2] > 0 && region[3] > 0)) {
    return new Problem('prompt-outside', `The region lies outside the image of ${width} × ${height} px.`);
  }
  if (places.some(([x, y]) => x < 0 || y < 0 || x > width || y > height)) {
    return new Problem('prompt-outside', `The prompt lies outside the image of ${width} × ${height} px.`);
  }
  return null;
}
