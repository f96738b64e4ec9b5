import type { ManifestTensor } from '@maskroom/server/inference/family/manifest.ts';
import { bytesField, type Field, floatField, intField, messageField, stringField } from './protobuf.ts';

/** Numbers of onnx.proto's TensorProto.DataType. */
export const dataTypes = { float32: 1, int32: 6, int64: 7, bool: 9 } as const;
export type DataType = keyof typeof dataTypes;
type Attribute = number | string | readonly number[] | { readonly float: number };

const IR_VERSION = 8;
const OPSET = 17;

/** Puts an ONNX graph together node by node and writes it as the file that onnxruntime opens. */
export class GraphWriter {
  readonly #nodes: Field[] = [];
  readonly #constants: Field[] = [];
  readonly #inputs: Field[] = [];
  readonly #outputs: Field[] = [];
  #names = 0;

  input(name: string, tensor: ManifestTensor): string {
    this.#inputs.push(valueField(11, name, tensor));
    return name;
  }

  /** `value` becomes the graph's output `name`. */
  output(name: string, tensor: ManifestTensor, value: string): void {
    this.#node('Identity', [value], name, {});
    this.#outputs.push(valueField(12, name, tensor));
  }

  /** The result's name. Attributes: whole numbers, lists of them, strings, `{ float }`. */
  op(type: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    return this.#node(type, inputs, this.#fresh(), attributes);
  }

  floats(values: ArrayLike<number>, dims: readonly number[] = [values.length]): string {
    return this.#constant('float32', Buffer.from(Float32Array.from(values).buffer), dims);
  }

  float(value: number): string {
    return this.floats([value], []);
  }

  ints(values: readonly number[], dims: readonly number[] = [values.length]): string {
    return this.#constant('int64', Buffer.from(BigInt64Array.from(values, BigInt).buffer), dims);
  }

  cast(value: string, type: DataType): string {
    return this.op('Cast', [value], { to: dataTypes[type] });
  }

  /** ONNX bytes. */
  finish(): Buffer {
    const graph = [
      ...this.#nodes,
      stringField(2, 'test'),
      ...this.#constants,
      ...this.#inputs,
      ...this.#outputs,
    ];
    return Buffer.concat([
      intField(1, IR_VERSION),
      messageField(7, graph),
      messageField(8, [stringField(1, ''), intField(2, OPSET)]),
    ]);
  }

  #node(
    type: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, Attribute>>,
  ): string {
    this.#nodes.push(
      messageField(1, [
        ...inputs.map((input) => stringField(1, input)),
        stringField(2, output),
        stringField(4, type),
        ...Object.entries(attributes).map(([name, value]) => attributeField(name, value)),
      ]),
    );
    return output;
  }

  #constant(type: DataType, bytes: Buffer, dims: readonly number[]): string {
    const name = this.#fresh();
    this.#constants.push(
      messageField(5, [
        ...dims.map((size) => intField(1, size)),
        intField(2, dataTypes[type]),
        stringField(8, name),
        bytesField(9, bytes),
      ]),
    );
    return name;
  }

  #fresh(): string {
    return `v${this.#names++}`;
  }
}

function valueField(field: number, name: string, [type, ...axes]: ManifestTensor): Field {
  const shape = axes.map((size) =>
    messageField(1, [typeof size === 'number' ? intField(1, size) : stringField(2, size)]),
  );
  const tensorType = messageField(1, [intField(1, dataTypes[type]), messageField(2, shape)]);
  return messageField(field, [stringField(1, name), messageField(2, [tensorType])]);
}

function attributeField(name: string, value: Attribute): Field {
  const named = stringField(1, name);
  if (typeof value === 'number') return messageField(5, [named, intField(3, value), intField(20, 2)]);
  if (typeof value === 'string') return messageField(5, [named, stringField(4, value), intField(20, 3)]);
  if ('float' in value) return messageField(5, [named, floatField(2, value.float), intField(20, 1)]);
  return messageField(5, [named, ...value.map((one) => intField(8, one)), intField(20, 7)]);
}
