import { err, ok, type Result } from '@maskroom/shared/base/result';
import type { FamilyTensors } from '../family/modelFamily.ts';
import { type GraphFacts, type TensorFacts, tensorText } from './graphFacts.ts';

/**
 * Which output of the encoder goes into which input of the decoder: by name, or, where exporters named them apart,
 * by the only shape that fits. Gives decoder input → encoder output.
 */
export function matchEmbedding(
  encoder: GraphFacts,
  decoder: GraphFacts,
  { required, optional }: FamilyTensors,
): Result<ReadonlyMap<string, TensorFacts>> {
  const wanted = decoder.inputs.filter(({ name }) => !required.includes(name) && !optional.includes(name));
  const matched = new Map<string, TensorFacts>();
  for (const input of wanted) {
    const output = encoder.outputs.find(({ name }) => name === input.name);
    if (!output) continue;
    if (!fits(output, input))
      return err(
        `the encoder gives ${tensorText(output)}, the decoder takes ${tensorText(input)}: the two files are not of one model`,
      );
    matched.set(input.name, output);
  }
  for (const input of wanted.filter(({ name }) => !matched.has(name))) {
    const taken = [...matched.values()];
    const fitting = encoder.outputs.filter((output) => !taken.includes(output) && fits(output, input));
    if (fitting.length !== 1)
      return err(
        `nothing gives the decoder ${tensorText(input)}: the encoder's outputs are ${encoder.outputs.map(tensorText).join(', ')}`,
      );
    matched.set(input.name, fitting[0]);
  }
  return ok(matched);
}

/** Shapes that may be the same; of a free axis or an unknown shape nothing is known. */
function fits(output: TensorFacts, input: TensorFacts): boolean {
  if (output.type !== input.type) return false;
  if (output.axes.length === 0 || input.axes.length === 0) return true;
  return (
    output.axes.length === input.axes.length &&
    output.axes.every((size, i) => {
      const other = input.axes[i];
      return typeof size !== 'number' || typeof other !== 'number' || size === other;
    })
  );
}
