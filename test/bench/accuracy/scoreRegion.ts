import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { emptyMask, type Mask, maskIou } from '@maskroom/shared/mask/mask';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import type { PointPrompt, Prompt } from '@maskroom/shared/prompt/prompt';
import type { ImageEmbedding, Segmenter } from '../../../server/inference/segmenter.ts';
import { deepest, extentOf } from './deepest.ts';

export const MOST_CLICKS = 10;
const GOOD_IOU = 0.85;
const CURVE = 5;

export interface RegionScore {
  /** One click at the deepest place: the best of the candidates, and the one with the highest predicted IoU. */
  readonly best1: number;
  readonly picked1: number;
  readonly box: number;
  /** Mean |predicted - true IoU| over the candidates of the click and of the box. */
  readonly error: number;
  /** Picked IoU after 1 … 5 clicks, each in the deepest error. */
  readonly curve: readonly number[];
  /** Clicks until IoU 0.85, at most {@link MOST_CLICKS}. */
  readonly clicks: number;
}

interface Answer {
  readonly mask: Mask;
  readonly iou: number;
  readonly predictedIou: number;
  readonly logits: Float32Array | undefined;
}

/** What the product gives for a region: its decoder, its polygons, rasterised again. */
export async function scoreRegion(
  segmenter: Segmenter,
  embedding: ImageEmbedding,
  truth: Mask,
): Promise<RegionScore> {
  const ask = async (prompt: Prompt, maskInput?: Float32Array): Promise<Answer[]> => {
    const { candidates, lowResMasks } = await segmenter.decode(embedding, {
      prompt,
      multimask: true,
      maskInput,
    });
    return candidates.map(({ geometry, predictedIou }, i) => {
      const polygon = decodeGeometry(geometry);
      const mask = polygon.ok
        ? rasterizePolygon(polygon.value, truth.width, truth.height)
        : emptyMask(truth.width, truth.height);
      return { mask, iou: maskIou(mask, truth), predictedIou, logits: lowResMasks[i] };
    });
  };
  const boxed = await ask({ points: [], box: extentOf(truth) });
  const points: PointPrompt[] = [[...deepest(truth).point, 1]];
  const first = await ask({ points });
  const curve: number[] = [];
  let reached = 0;
  for (let answers = first; curve.length < MOST_CLICKS; answers = await ask({ points }, answers[0]?.logits)) {
    const picked = answers[0] ?? { mask: emptyMask(truth.width, truth.height), iou: 0 };
    curve.push(picked.iou);
    if (picked.iou >= GOOD_IOU && reached === 0) reached = curve.length;
    if (reached > 0 && curve.length >= CURVE) break;
    points.push(...correction(truth, picked.mask));
  }
  const gaps = [...first, ...boxed].map(({ iou, predictedIou }) => Math.abs(iou - predictedIou));
  return {
    best1: Math.max(0, ...first.map(({ iou }) => iou)),
    picked1: first[0]?.iou ?? 0,
    box: boxed[0]?.iou ?? 0,
    error: gaps.length === 0 ? 1 : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length,
    curve: curve.slice(0, CURVE),
    clicks: reached || MOST_CLICKS,
  };
}

/** A click in what is missing or in what is too much, whichever goes deeper; none where nothing is wrong. */
export function correction(truth: Mask, guess: Mask): PointPrompt[] {
  const only = (a: Mask, b: Mask): Mask => ({
    ...a,
    data: a.data.map((value, i) => value & (1 - b.data[i])),
  });
  const missing = deepest(only(truth, guess));
  const excess = deepest(only(guess, truth));
  if (missing.depth === 0 && excess.depth === 0) return [];
  return [missing.depth >= excess.depth ? [...missing.point, 1] : [...excess.point, 0]];
}
