import { availableParallelism } from 'node:os';
import { Problem } from '@maskroom/shared/base/problem';
import type { Manifest, ManifestGraph } from '../family/manifest.ts';
import { familyOf } from '../family/modelFamilies.ts';
import type { FamilyTensors, Tensors } from '../family/modelFamily.ts';
import { openGraph } from '../onnx/onnxGraph.ts';

/**
 * Runs both graphs once on a grey picture and a click in its middle, and puts the shapes that come out in place of
 * the axes that the files leave free: an embedding's in whole, a mask's count and size.
 * @throws Problem `model-failed`
 */
export async function withMeasuredShapes(folder: string, draft: Manifest): Promise<Manifest> {
  const found = familyOf(draft);
  if (!found.ok) throw new Problem('model-failed', found.error);
  const family = found.value;
  const { side } = draft.input;
  const grey = { width: side, height: side, data: new Uint8Array(3 * side * side).fill(128) };
  const embedding = await runOnce(folder, draft.encoder, family.imageTensors(draft, grey));
  const click = { points: [[side / 2, side / 2, 1] as const] };
  const answer = await runOnce(folder, draft.decoder, {
    ...embedding,
    ...family.promptTensors(draft, { image: grey, content: grey }, click),
  });
  return {
    ...draft,
    prompt: { ...promptSideOf(draft, family.tensors, answer), ...draft.prompt },
    encoder: measured(draft.encoder, embedding, () => 0),
    decoder: measured(draft.decoder, answer, (name, axes) =>
      Math.max(0, axes - (family.tensors.scores.includes(name) ? 1 : 3)),
    ),
  };
}

async function runOnce(folder: string, graph: ManifestGraph, inputs: Tensors): Promise<Tensors> {
  const options = { threads: availableParallelism(), executionProviders: ['cpu'] };
  try {
    return await (await openGraph(folder, graph, options))(inputs);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Problem('model-failed', `${graph.file} is of a known kind, but a run of it failed: ${reason}`);
  }
}

/** Axes from `from` on as they came out; those before as the file has them. */
const measured = (
  graph: ManifestGraph,
  given: Tensors,
  from: (name: string, axes: number) => number,
): ManifestGraph => ({
  ...graph,
  outputs: Object.fromEntries(
    Object.entries(graph.outputs).map(([name, [type, ...axes]]) => {
      const { dims } = given[name];
      const first = from(name, dims.length);
      return [name, [type, ...dims.map((size, i) => (i < first ? (axes[i] ?? size) : size))]];
    }),
  ),
});

/**
 * Segment Anything's masks have a quarter of the side of the frame that its points are in, also where the encoder
 * takes a smaller picture. Nothing where that is the input's.
 */
function promptSideOf(
  { family, input }: Manifest,
  { masks }: FamilyTensors,
  answer: Tensors,
): Manifest['prompt'] {
  const width = masks.flatMap((name) => answer[name]?.dims.at(-1) ?? [])[0];
  return family !== 'sam' || width === undefined || 4 * width === input.side ? {} : { side: 4 * width };
}
