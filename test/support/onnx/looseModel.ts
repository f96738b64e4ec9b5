import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataTypes } from '@maskroom/server/inference/onnx/onnxModel.ts';
import {
  type Field,
  intField,
  messageField,
  stringField,
} from '@maskroom/server/inference/onnx/protobufFields.ts';
import { GraphWriter } from './GraphWriter.ts';

const CHANNELS = 256;

/**
 * An encoder as exporters leave them: every axis of its picture free, its output named by a number and without a
 * size, part of its weights in a file beside it.
 */
export async function writeLooseEncoder(folder: string, name: string): Promise<void> {
  const g = new GraphWriter();
  const picture = g.input('x', ['float32', 'batch', 'channels', 'height', 'width']);
  const pooled = g.op('AveragePool', [picture], { kernel_shape: [16, 16], strides: [16, 16] });
  const filled = g.op('Pad', [pooled, g.ints([0, 0, 0, 0, 0, CHANNELS - 3, 0, 0])]);
  g.output('4012', ['float32', 'b', 'c', 'h', 'w'], g.op('Mul', [filled, 'scale']));
  const data = `${name}_data`;
  // A second graph field is merged into the first: so protobuf has it.
  const weights = messageField(7, [constantBeside('scale', data, [1, CHANNELS, 1, 1])]);
  await writeFile(join(folder, name), Buffer.concat([g.finish(), weights]));
  await writeFile(join(folder, data), Buffer.from(new Float32Array(CHANNELS).fill(1).buffer));
}

/** float32 values that lie in `file`, from its beginning. */
function constantBeside(name: string, file: string, dims: readonly number[]): Field {
  const entry = (key: string, value: string): Field =>
    messageField(13, [stringField(1, key), stringField(2, value)]);
  const bytes = 4 * dims.reduce((product, size) => product * size, 1);
  return messageField(5, [
    ...dims.map((size) => intField(1, size)),
    intField(2, dataTypes.float32),
    stringField(8, name),
    entry('location', file),
    entry('offset', '0'),
    entry('length', String(bytes)),
    intField(14, 1),
  ]);
}
