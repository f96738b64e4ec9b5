import { decodeGeometry, type Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import type { MaskCandidate, Prompt } from '@maskroom/shared/prompt/prompt';
import type { Manifest } from '../family/manifest.ts';
import type { LowResFrame, LowResMasks, ModelFamily, Tensors } from '../family/modelFamily.ts';
import { encodedFrame, type ImageFrame, type Size } from '../imageFrame.ts';
import type { RunGraph } from '../onnx/onnxGraph.ts';
import { changeAtClicks, type LowResClick } from '../trace/changeAtClicks.ts';
import { maskInputOf } from '../trace/maskInput.ts';
import { stabilityScore } from '../trace/stabilityScore.ts';
import { tracePolygon } from '../trace/tracePolygon.ts';
import type { Decoded, DecodeRequest } from './workerMessages.ts';

/** A model whose decoder is open. */
export interface OpenDecoder {
  readonly manifest: Manifest;
  readonly family: ModelFamily;
  readonly run: RunGraph;
}

/**
 * Runs the mask decoder for one prompt and traces what it answers. `embedding` in memory of this thread. Families see
 * a region as a picture of its own: prompt and outlines are moved there and back here, and nowhere else.
 */
export async function decodePrompt(
  { manifest, family, run }: OpenDecoder,
  embedding: Tensors,
  whole: ImageFrame,
  request: DecodeRequest,
): Promise<Decoded> {
  const startedAt = performance.now();
  const origin: Point = [whole.region?.[0] ?? 0, whole.region?.[1] ?? 0];
  const frame = encodedFrame(whole);
  const lowRes = family.lowResFrame(manifest, frame);
  const before = request.maskInput ?? (request.refine && refineInput(request.refine, origin, frame, lowRes));
  const maskInput = takesMask(manifest) ? before : undefined;
  const prompt = movedPrompt(request.prompt, origin);
  const tensors = family.promptTensors(manifest, frame, prompt, maskInput);
  const preparedAt = performance.now();
  const outputs = await run({ ...embedding, ...tensors });
  const ranAt = performance.now();
  const asked = { ...request, frame, prompt, continues: maskInput !== undefined };
  const answered = family.readMasks(manifest, outputs, asked);
  const masks =
    before && request.keepsElsewhere
      ? changedMasks(answered, before, lowRes, clicksIn(lowRes, frame.image, prompt))
      : answered;
  const scored = scoreMasks(manifest, masks, lowRes, request);
  const scoredAt = performance.now();
  const traced = traceMasks(scored, lowRes, frame.image, origin, request);
  return {
    ...traced,
    tensorsMs: preparedAt - startedAt,
    runMs: ranAt - preparedAt,
    postprocessMs: scoredAt - ranAt,
    decodeMs: scoredAt - startedAt,
    traceMs: performance.now() - scoredAt,
  };
}

const changedMasks = (
  { logits, predictedIou }: LowResMasks,
  before: Float32Array,
  lowRes: LowResFrame,
  clicks: readonly LowResClick[],
): LowResMasks => ({
  logits: logits.map((answer) => changeAtClicks(before, answer, lowRes, clicks)),
  predictedIou,
});

/** From px of the encoded picture into px of the low-res frame. */
const clicksIn = ({ content }: LowResFrame, image: Size, { points }: Prompt): LowResClick[] =>
  points.map(([x, y, label]) => [
    (x * content.width) / image.width,
    (y * content.height) / image.height,
    label,
  ]);

interface ScoredMask {
  readonly logits: Float32Array;
  readonly stabilityScore: number;
  /** What candidates are ranked by: about 0..1, a model's guess may lie outside. */
  readonly quality: number;
}

/** Best first. @throws when a score or a logit is not a number */
function scoreMasks(
  { ranking }: Manifest,
  { logits, predictedIou }: LowResMasks,
  lowRes: LowResFrame,
  { least }: DecodeRequest,
): ScoredMask[] {
  const masks = logits.map((mask, index): ScoredMask => {
    const stability = stabilityScore(mask, lowRes, least?.stabilityOffset);
    const quality = ranking === 'stability' ? stability : predictedIou[index];
    if (!Number.isFinite(stability + quality)) throw new Error('the decoder answered not a number');
    return { logits: mask, stabilityScore: stability, quality };
  });
  return masks.sort((a, b) => b.quality - a.quality);
}

function traceMasks(
  masks: readonly ScoredMask[],
  lowRes: LowResFrame,
  image: Size,
  origin: Point,
  { least, multimask, tolerancePx }: DecodeRequest,
): Pick<Decoded, 'candidates' | 'lowResMasks'> {
  const candidates: MaskCandidate[] = [];
  const lowResMasks: Float32Array[] = [];
  for (const { logits, quality, stabilityScore } of masks) {
    if (least && (quality < least.predictedIou || stabilityScore < least.stabilityScore)) continue;
    const traced = tracePolygon(logits, lowRes, image, { tolerancePx, origin });
    if (!traced) continue;
    candidates.push({ ...traced, predictedIou: Math.min(1, Math.max(0, quality)), stabilityScore });
    lowResMasks.push(logits);
    if (!multimask) break;
  }
  return { candidates, lowResMasks };
}

/** What a model has no input for is left out: it answers from the clicks alone. */
const takesMask = ({ decoder }: Manifest): boolean => Object.hasOwn(decoder.inputs, 'mask_input');

/** From px of the picture into px of what begins at `origin`. */
const movedPrompt = ({ points, box }: Prompt, [x0, y0]: Point): Prompt => ({
  points: points.map(([x, y, label]) => [x - x0, y - y0, label]),
  ...(box && { box: [box[0] - x0, box[1] - y0, box[2] - x0, box[3] - y0] }),
});

function refineInput(
  geometry: Geometry,
  [x0, y0]: Point,
  { image }: ImageFrame,
  lowRes: LowResFrame,
): Float32Array | undefined {
  const polygon = decodeGeometry(geometry);
  if (!polygon.ok) return undefined;
  const moved: Polygon = polygon.value.map((part) =>
    part.map((ring) => ring.map(([x, y]) => [x - x0, y - y0])),
  );
  return maskInputOf(moved, image, lowRes);
}
