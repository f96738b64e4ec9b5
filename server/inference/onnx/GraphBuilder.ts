import type { DataType, OnnxAttribute, OnnxNode, OnnxTensor } from './onnxModel.ts';
import { dataTypes } from './onnxModel.ts';
import { float32, int64 } from './tensors.ts';

/** Whole numbers, lists of them, strings, `{ float }`. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

/** Puts nodes and constants together, one after the other. */
export class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly constants = new Map<string, OnnxTensor>();
  readonly #prefix: string;
  #names = 0;

  /** `prefix`: of every name that is made here; unlike those of a graph that this is to become part of. */
  constructor(prefix = 'v') {
    this.#prefix = prefix;
  }

  /** The result's name. */
  op(type: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    return this.named(this.#fresh(), type, inputs, attributes);
  }

  named(
    output: string,
    type: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    const written: Record<string, OnnxAttribute> = {};
    for (const [name, value] of Object.entries(attributes)) written[name] = attributeOf(value);
    this.nodes.push({ type, domain: '', inputs, outputs: [output], attributes: written });
    return output;
  }

  /** The same node on other inputs. */
  again(node: OnnxNode, inputs: readonly string[]): string {
    const output = this.#fresh();
    this.nodes.push({ ...node, inputs, outputs: [output] });
    return output;
  }

  floats(values: ArrayLike<number>, dims: readonly number[] = [values.length]): string {
    return this.constant(float32(dims, values));
  }

  float(value: number): string {
    return this.floats([value], []);
  }

  ints(values: readonly number[], dims: readonly number[] = [values.length]): string {
    return this.constant(int64(dims, values));
  }

  cast(value: string, type: DataType): string {
    return this.op('Cast', [value], { to: dataTypes[type] });
  }

  constant(tensor: OnnxTensor): string {
    const name = this.#fresh();
    this.constants.set(name, tensor);
    return name;
  }

  #fresh(): string {
    return `${this.#prefix}${this.#names++}`;
  }
}

function attributeOf(value: Attribute): OnnxAttribute {
  if (typeof value === 'number') return { kind: 'int', value };
  if (typeof value === 'string') return { kind: 'string', value };
  if ('float' in value) return { kind: 'float', value: value.float };
  return { kind: 'ints', value };
}
