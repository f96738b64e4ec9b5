import type { Tensors } from '../family/modelFamily.ts';
import type { OnnxModel, OnnxTensor } from '../onnx/onnxModel.ts';
import { type OpenModel, openModel } from '../onnx/openModel.ts';
import { numbersOf } from '../onnx/tensors.ts';

/** A decoder as the ladder leaves it. */
export interface RungModel {
  /** What does not depend on the prompt; its inputs are among the encoder's outputs. */
  readonly perImage?: OnnxModel;
  /** Takes the prompt, {@link perImage}'s outputs and what it still needs of the encoder's. */
  readonly decoder: OnnxModel;
}

export interface OpenRung {
  /** Once per image. */
  prepare(prompts: readonly Tensors[]): Promise<Tensors[]>;
  decode(prompt: Tensors): Promise<Record<string, OnnxTensor>>;
  close(): Promise<void>;
}

/** `outputs`: which of the decoder's are looked at. */
export async function openRung(
  { perImage, decoder }: RungModel,
  outputs: readonly string[],
): Promise<OpenRung> {
  const first = perImage && (await openModel(perImage));
  const second = await openModel(decoder);
  return {
    async prepare(prompts) {
      if (!first || prompts.length === 0) return [...prompts];
      const image = await imageTensors(first, prompts[0]);
      return prompts.map((prompt) => ({ ...prompt, ...image }));
    },
    decode: (prompt) => second.run(prompt, outputs),
    async close() {
      await first?.close();
      await second.close();
    },
  };
}

async function imageTensors(model: OpenModel, inputs: Tensors): Promise<Tensors> {
  const found = Object.entries(await model.run(inputs));
  return Object.fromEntries(
    found.map(([name, tensor]) => [name, { data: floatsOf(tensor), dims: tensor.dims }]),
  );
}

export function floatsOf(tensor: OnnxTensor): Float32Array {
  const numbers = numbersOf(tensor);
  if (!(numbers instanceof Float32Array)) throw new Error(`a value is ${tensor.type}, not float32`);
  return numbers;
}
