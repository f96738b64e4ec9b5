import { join } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';
import type { Manifest, ManifestTensor } from '../family/manifest.ts';
import { fileSha256 } from '../onnx/fileSha256.ts';
import { detectFamily, takesClicks } from './detectFamily.ts';
import { readGraphFacts, type TensorFacts } from './graphFacts.ts';
import { type Hints, inputOf } from './hints.ts';
import { withMeasuredShapes } from './measureShapes.ts';

/** A graph's file and the files with its weights, by their names in one folder. */
export interface GraphFiles {
  readonly file: string;
  readonly data: readonly string[];
}

/** What only people know of a model. */
export type ModelNames = Pick<Manifest, 'id' | 'name' | 'license' | 'source'>;

/**
 * The manifest of two ONNX files in `folder`, in either order: opens both, recognises the family, and runs each once
 * for the shapes that the files leave free. @throws Problem `model-failed` that says what is missing or wrong
 */
export async function describeModel(
  folder: string,
  files: readonly [GraphFiles, GraphFiles],
  names: ModelNames,
  hints: Hints,
): Promise<Manifest> {
  const [one, other] = [await factsOf(folder, files[0]), await factsOf(folder, files[1])];
  const [encoder, decoder] = takesClicks(one.facts) ? [other, one] : [one, other];
  const detected = detectFamily(encoder.facts, decoder.facts);
  if (!detected.ok)
    throw new Problem(
      'model-failed',
      `${encoder.file} and ${decoder.file} are no model known here: ${detected.error}.`,
    );
  const { family, picture, embedding, answer, ranking } = detected.value;
  const embeddings = [...embedding].map(([name, output]) => ({ ...output, name, inFile: output.name }));
  return withMeasuredShapes(folder, {
    ...names,
    family,
    input: inputOf(family, picture.side, hints),
    prompt: {
      ...(hints.promptSide !== undefined && { side: hints.promptSide }),
      ...(hints.boxes !== undefined && { boxes: hints.boxes }),
    },
    ranking: hints.ranking ?? ranking,
    encoder: {
      ...(await filesOf(folder, encoder)),
      inputs: tensorsOf([picture.tensor]),
      outputs: tensorsOf(embeddings),
      names: Object.fromEntries(
        embeddings.filter(({ name, inFile }) => name !== inFile).map(({ name, inFile }) => [name, inFile]),
      ),
    },
    decoder: {
      ...(await filesOf(folder, decoder)),
      inputs: tensorsOf(decoder.facts.inputs),
      outputs: tensorsOf(answer),
      names: {},
    },
  });
}

const factsOf = async (folder: string, files: GraphFiles) => ({
  ...files,
  facts: await readGraphFacts(join(folder, files.file)),
});

async function filesOf(folder: string, { file, data }: GraphFiles) {
  const weights = [];
  for (const name of data) weights.push({ file: name, sha256: await fileSha256(join(folder, name)) });
  return { file, sha256: await fileSha256(join(folder, file)), data: weights };
}

const elementTypes = new Map([
  ['int64', 'int64' as const],
  ['int32', 'int32' as const],
]);

const tensorsOf = (tensors: readonly TensorFacts[]): Record<string, ManifestTensor> =>
  Object.fromEntries(
    tensors.map(({ name, type, axes }) => [name, [elementTypes.get(type) ?? 'float32', ...axes]]),
  );
