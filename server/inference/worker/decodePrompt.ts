import { decodeGeometry, type Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import type { MaskCandidate, Prompt } from '@maskroom/shared/prompt/prompt';
import type { Manifest } from '../family/manifest.ts';
import type { LowResFrame, ModelFamily, Tensors } from '../family/modelFamily.ts';
import { encodedFrame, type ImageFrame } from '../imageFrame.ts';
import type { RunGraph } from '../onnx/onnxGraph.ts';
import { maskInputOf } from '../trace/maskInput.ts';
import { stabilityScore } from '../trace/stabilityScore.ts';
import { tracePolygon } from '../trace/tracePolygon.ts';
import type { Decoded, DecodeTask } from './workerMessages.ts';

/**
 * Runs the mask decoder for one prompt and traces what it answers. `embedding` in memory of this thread. Families see
 * a region as a picture of its own: prompt and outlines are moved there and back here, and nowhere else.
 */
export async function decodePrompt(
  manifest: Manifest,
  family: ModelFamily,
  run: RunGraph,
  embedding: Tensors,
  task: DecodeTask,
): Promise<Decoded> {
  const startedAt = performance.now();
  const origin: Point = [task.frame.region?.[0] ?? 0, task.frame.region?.[1] ?? 0];
  const frame = encodedFrame(task.frame);
  const lowRes = family.lowResFrame(manifest, frame);
  const maskInput = takesMask(manifest)
    ? (task.maskInput ?? (task.refine && refineInput(task.refine, origin, frame, lowRes)))
    : undefined;
  const prompt = family.promptTensors(manifest, frame, movedPrompt(task.prompt, origin), maskInput);
  const asked = { ...task, continues: maskInput !== undefined };
  const masks = family.readMasks(manifest, await run({ ...embedding, ...prompt }), asked);
  const { logits } = masks;
  const decodedAt = performance.now();
  const stabilityOf = (index: number): number => stabilityScore(logits[index], lowRes);
  const quality =
    manifest.ranking === 'stability' ? logits.map((_, index) => stabilityOf(index)) : masks.predictedIou;

  const candidates: MaskCandidate[] = [];
  const lowResMasks: Float32Array[] = [];
  const bestFirst = [...logits.keys()].sort((a, b) => quality[b] - quality[a]);
  for (const index of bestFirst) {
    const stability = stabilityOf(index);
    if (!Number.isFinite(stability + quality[index])) throw new Error('the decoder answered not a number');
    const traced = tracePolygon(logits[index], lowRes, frame.image, {
      tolerancePx: task.tolerancePx,
      origin,
    });
    if (!traced) continue;
    const iou = Math.min(1, Math.max(0, quality[index]));
    candidates.push({ ...traced, predictedIou: iou, stabilityScore: stability });
    lowResMasks.push(logits[index]);
    if (!task.multimask) break;
  }
  return { candidates, lowResMasks, decodeMs: decodedAt - startedAt, traceMs: performance.now() - decodedAt };
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
