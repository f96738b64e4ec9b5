import { availableParallelism } from 'node:os';
import { Problem } from '@maskroom/shared/base/problem';
import { decodeGeometry, type Geometry } from '@maskroom/shared/geometry/geometryCodec';
import { maskIou } from '@maskroom/shared/mask/mask';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import type { Prompt } from '@maskroom/shared/prompt/prompt';
import type { Manifest } from '../family/manifest.ts';
import { familyOf } from '../family/modelFamilies.ts';
import { openGraph } from '../onnx/onnxGraph.ts';
import { decodePrompt } from '../worker/decodePrompt.ts';
import { EmbeddingCopies } from '../worker/EmbeddingCopies.ts';
import { encodePicture } from '../worker/encodePicture.ts';
import { disc, discImage, discPicture } from './discPicture.ts';

export interface Trial {
  readonly encodeMs: number;
  /** Of a click, the graph warm. */
  readonly decodeMs: number;
  /** How much of the disc each answer is: intersection over union of the best mask and the disc, 0..1. */
  readonly clickIou: number;
  readonly boxIou: number;
}

const { x, y, radius } = disc;
const click: Prompt = { points: [[x, y, 1]] };
const box: Prompt = { points: [], box: [x - radius, y - radius, x + radius, y + radius] };

/**
 * Encodes a picture of a disc and asks for the disc by a click and by a box, through the code that answers people.
 * @throws Problem `model-failed` when a graph does not fit the manifest, fails, or answers what is not finite
 */
export async function tryModel(folder: string, manifest: Manifest): Promise<Trial> {
  const family = familyOf(manifest);
  if (!family.ok) throw new Problem('model-failed', family.error);
  const options = { threads: availableParallelism(), executionProviders: ['cpu'] };
  try {
    const content = discPicture(family.value.contentSize(manifest, discImage));
    const encoder = await openGraph(folder, manifest.encoder, options);
    const { embedding, encodeMs } = await encodePicture(manifest, family.value, encoder, {
      kind: 'encode',
      content,
    });
    const run = await openGraph(folder, manifest.decoder, options);
    const own = new EmbeddingCopies().of('disc', embedding);
    const frame = { image: discImage, content: { width: content.width, height: content.height } };
    const answer = (prompt: Prompt) =>
      decodePrompt({ manifest, family: family.value, run }, own, frame, { prompt, multimask: false });
    const boxed = await answer(box);
    const clicked = await answer(click);
    return {
      encodeMs,
      decodeMs: clicked.decodeMs,
      clickIou: discIou(clicked.candidates.at(0)?.geometry),
      boxIou: discIou(boxed.candidates.at(0)?.geometry),
    };
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Problem('model-failed', `${manifest.name} does not work: ${reason}`);
  }
}

/** 0 without a mask. */
function discIou(geometry: Geometry | undefined): number {
  const polygon = geometry ? decodeGeometry(geometry) : undefined;
  if (!polygon?.ok) return 0;
  const { width, height } = discImage;
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) {
    const [column, row] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    data[i] = Math.hypot(column - x, row - y) < radius ? 1 : 0;
  }
  return maskIou(rasterizePolygon(polygon.value, width, height), { width, height, data });
}
