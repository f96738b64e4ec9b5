import { err, ok, type Result } from '@maskroom/shared/base/result';
import { builtinFamily } from '../family/builtinFamily.ts';
import { efficientSamFamily } from '../family/efficientSamFamily.ts';
import type { Manifest } from '../family/manifest.ts';
import type { FamilyName } from '../family/modelFamilies.ts';
import type { FamilyTensors } from '../family/modelFamily.ts';
import { sam2Family } from '../family/sam2Family.ts';
import { samFamily } from '../family/samFamily.ts';
import { transformersTensors } from '../family/transformersPrompt.ts';
import { type GraphFacts, type TensorFacts, tensorText } from './graphFacts.ts';
import { matchEmbedding } from './matchEmbedding.ts';
import { type PictureInput, pictureInput } from './pictureInput.ts';

export interface Detected {
  readonly family: FamilyName;
  readonly picture: PictureInput;
  readonly ranking: Manifest['ranking'];
  /** Decoder input → the encoder's output that goes into it. */
  readonly embedding: ReadonlyMap<string, TensorFacts>;
  /** Of the decoder's outputs the masks and the scores that are read. */
  readonly answer: readonly TensorFacts[];
}

/** By what else the decoder takes, families of the same prompt tensors are told apart. */
interface Signature {
  readonly family: FamilyName;
  readonly tensors: FamilyTensors;
  readonly embedding: (names: readonly string[]) => boolean;
}

const has =
  (...parts: readonly RegExp[]) =>
  (names: readonly string[]): boolean =>
    parts.every((part) => names.some((name) => part.test(name)));

const signatures: readonly Signature[] = [
  { family: 'builtin', tensors: builtinFamily.tensors, embedding: has(/^key$/, /^base$/, /^skip$/) },
  { family: 'sam2', tensors: sam2Family.tensors, embedding: has(/high_res/) },
  { family: 'sam', tensors: samFamily.tensors, embedding: has(/^image_embed/) },
  { family: 'efficient-sam', tensors: efficientSamFamily.tensors, embedding: has(/^image_embed/) },
  {
    family: 'sam2-transformers',
    tensors: transformersTensors,
    embedding: has(/^image_embeddings\.0$/, /^image_embeddings\.1$/, /^image_embeddings\.2$/),
  },
  { family: 'sam-transformers', tensors: transformersTensors, embedding: has(/^image_embeddings$/) },
];

/** Whether a graph takes clicks, under any of the names that a family gives them. */
export const takesClicks = ({ inputs }: GraphFacts): boolean =>
  signatures.some(({ tensors }) => inputs.some(({ name }) => name === tensors.required[0]));

/** Which family two graphs are of, by the names, types and shapes of their tensors; or why of none. */
export function detectFamily(encoder: GraphFacts, decoder: GraphFacts): Result<Detected> {
  const found = findSignature(decoder);
  if (!found.ok) return found;
  const { family, tensors } = found.value;
  const answer = answerOf(decoder, family, tensors);
  if (!answer.ok) return answer;
  const fault = pointsFault(decoder, family, tensors) ?? elementFault([...decoder.inputs, ...answer.value]);
  if (fault) return err(fault);
  const picture = pictureInput(encoder);
  if (!picture.ok) return picture;
  const embedding = matchEmbedding(encoder, decoder, tensors);
  if (!embedding.ok) return embedding;
  // EdgeSAM calls its guesses scores, and they were not trained.
  const guesses = family !== 'sam' || !answer.value.some(({ name }) => name === 'scores');
  return ok({
    family,
    picture: picture.value,
    ranking: guesses ? 'predicted-iou' : 'stability',
    embedding: embedding.value,
    answer: answer.value,
  });
}

function findSignature({ inputs }: GraphFacts): Result<Signature> {
  const names = inputs.map(({ name }) => name);
  const takesPrompt = signatures.filter(({ tensors }) =>
    tensors.required.every((name) => names.includes(name)),
  );
  const found = takesPrompt.find(({ embedding }) => embedding(names));
  if (found) return ok(found);
  const listed = inputs.map(tensorText).join(', ');
  return err(
    takesPrompt.length === 0
      ? `the decoder takes no clicks under any name that is known here; its inputs are ${listed}`
      : `the decoder takes clicks, but no image embedding that is known here; its inputs are ${listed}`,
  );
}

/** Masks and scores under the first of their names that there is; others may only be the same, enlarged. */
function answerOf(
  { inputs, outputs }: GraphFacts,
  family: FamilyName,
  tensors: FamilyTensors,
): Result<readonly TensorFacts[]> {
  const answer: TensorFacts[] = [];
  for (const names of [tensors.masks, tensors.scores]) {
    const name = names.find((one) => outputs.some((output) => output.name === one));
    const output = outputs.find((one) => one.name === name);
    const listed = outputs.map(tensorText).join(', ');
    if (!output) return err(`the decoder gives no ${names.join(' or ')}; its outputs are ${listed}`);
    answer.push(output);
  }
  const enlarges = inputs.some(({ name }) => name === 'orig_im_size');
  if (family === 'sam' && enlarges && answer[0].name === 'masks')
    return err('the decoder gives its masks enlarged only; export it with low_res_masks besides');
  return ok(answer);
}

function pointsFault(
  { inputs }: GraphFacts,
  family: FamilyName,
  { required }: FamilyTensors,
): string | undefined {
  const points = inputs.find(({ name }) => name === required[0]);
  const count = points?.axes.at(-2);
  if (!points || typeof count !== 'number' || family === 'efficient-sam') return undefined;
  return `the decoder was exported for exactly ${count} points (${tensorText(points)}); export it with a free axis for them`;
}

const elementTypes = ['float32', 'int64', 'int32'];

function elementFault(tensors: readonly TensorFacts[]): string | undefined {
  const wrong = tensors.find(({ type }) => !elementTypes.includes(type));
  if (!wrong) return undefined;
  const advice = wrong.type === 'float16' ? '; take the files with float32 inputs and outputs' : '';
  return `${tensorText(wrong)} is of a type that is not fed here${advice}`;
}
