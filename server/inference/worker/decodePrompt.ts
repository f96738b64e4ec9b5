import { decodeGeometry, type Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { MaskCandidate } from '@maskroom/shared/prompt/prompt';
import type { Manifest } from '../family/manifest.ts';
import type { LowResFrame, ModelFamily, Tensors } from '../family/modelFamily.ts';
import type { RunGraph } from '../onnx/onnxGraph.ts';
import { maskInputOf } from '../trace/maskInput.ts';
import { stabilityScore } from '../trace/stabilityScore.ts';
import { tracePolygon } from '../trace/tracePolygon.ts';
import type { Decoded, DecodeTask } from './workerMessages.ts';

/** Runs the mask decoder for one prompt and traces what it answers. `embedding` in memory of this thread. */
export async function decodePrompt(
  manifest: Manifest,
  family: ModelFamily,
  run: RunGraph,
  embedding: Tensors,
  task: DecodeTask,
): Promise<Decoded> {
  const startedAt = performance.now();
  const lowRes = family.lowResFrame(manifest, task.frame);
  const maskInput = takesMask(manifest)
    ? (task.maskInput ?? (task.refine && refineInput(task.refine, task, lowRes)))
    : undefined;
  const prompt = family.promptTensors(manifest, task.frame, task.prompt, maskInput);
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
    const traced = tracePolygon(logits[index], lowRes, task.frame.image, { tolerancePx: task.tolerancePx });
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

function refineInput(
  geometry: Geometry,
  { frame }: DecodeTask,
  lowRes: LowResFrame,
): Float32Array | undefined {
  const polygon = decodeGeometry(geometry);
  return polygon.ok ? maskInputOf(polygon.value, frame.image, lowRes) : undefined;
}
