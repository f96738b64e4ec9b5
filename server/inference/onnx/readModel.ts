import { err, ok, type Result } from '@maskroom/shared/base/result';
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValue } from './onnxModel.ts';
import { type ReadField, readFields, readInts, signed } from './protobufFields.ts';
import { dataTypeOf, readTensor, UnfitModel } from './readTensor.ts';
import { float32, int64 } from './tensors.ts';

/**
 * Reads an .onnx file into a form that can be taken apart and written again. Constant nodes become constants; names
 * of nodes, documentation and metadata are dropped. What cannot be written again as it was is refused.
 */
export function readModel(file: Uint8Array): Result<OnnxModel> {
  try {
    return ok(modelOf(file));
  } catch (cause) {
    if (cause instanceof UnfitModel) return err(cause.message);
    if (cause instanceof RangeError) return err(`it is not an ONNX file: ${cause.message}`);
    throw cause;
  }
}

function modelOf(file: Uint8Array): OnnxModel {
  let irVersion = 0;
  let graph: OnnxGraph | undefined;
  const opsets: Record<string, number> = {};
  for (const field of readFields(file)) {
    if (field.number === 1) irVersion = signed(field.int);
    else if (field.number === 7) graph = graphOf(field.bytes);
    else if (field.number === 8) {
      const [domain, version] = opsetOf(field.bytes);
      opsets[domain] = version;
    } else if (field.number === 25) throw new UnfitModel('it defines functions of its own');
  }
  if (!graph || irVersion < 1) throw new RangeError('it has no graph');
  return { irVersion, opsets, graph };
}

function opsetOf(bytes: Uint8Array): [domain: string, version: number] {
  let [domain, version] = ['', 0];
  for (const field of readFields(bytes)) {
    if (field.number === 1) domain = textOf(field);
    else if (field.number === 2) version = signed(field.int);
  }
  return [domain === 'ai.onnx' ? '' : domain, version];
}

function graphOf(bytes: Uint8Array): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const constants = new Map<string, OnnxTensor>();
  const inputs: OnnxValue[] = [];
  const outputs: OnnxValue[] = [];
  for (const field of readFields(bytes)) {
    if (field.number === 1) {
      const node = nodeOf(field.bytes);
      const constant = node.type === 'Constant' && node.domain === '' && constantOf(node.attributes);
      if (constant) constants.set(node.outputs[0], constant);
      else nodes.push(node);
    } else if (field.number === 5) {
      const { name, tensor } = readTensor(field.bytes);
      constants.set(name, tensor);
    } else if (field.number === 11) inputs.push(graphValueOf(field.bytes));
    else if (field.number === 12) outputs.push(graphValueOf(field.bytes));
    else if (field.number === 15) throw new UnfitModel('it has sparse constants');
  }
  // Old exporters name every constant among the inputs too.
  return { nodes, constants, inputs: inputs.filter(({ name }) => !constants.has(name)), outputs };
}

function nodeOf(bytes: Uint8Array): OnnxNode {
  let [type, domain] = ['', ''];
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes: Record<string, OnnxAttribute> = {};
  for (const field of readFields(bytes)) {
    if (field.number === 1) inputs.push(textOf(field));
    else if (field.number === 2) outputs.push(textOf(field));
    else if (field.number === 4) type = textOf(field);
    else if (field.number === 5) {
      const [name, attribute] = attributeOf(field.bytes);
      attributes[name] = attribute;
    } else if (field.number === 7) domain = textOf(field);
  }
  return { type, domain: domain === 'ai.onnx' ? '' : domain, inputs, outputs, attributes };
}

function attributeOf(bytes: Uint8Array): [name: string, attribute: OnnxAttribute] {
  const fields = [...readFields(bytes)];
  const all = (number: number): ReadField[] => fields.filter((field) => field.number === number);
  const one = (number: number): ReadField =>
    all(number).at(-1) ?? { number, int: 0n, bytes: new Uint8Array(0) };
  const float = (field: ReadField): number => (field.bytes.length < 4 ? 0 : floatsOf(field.bytes)[0]);
  const kinds: Record<number, () => OnnxAttribute> = {
    1: () => ({ kind: 'float', value: float(one(2)) }),
    2: () => ({ kind: 'int', value: signed(one(3).int) }),
    3: () => ({ kind: 'string', value: textOf(one(4)) }),
    4: () => ({ kind: 'tensor', value: readTensor(one(5).bytes).tensor }),
    5: () => ({ kind: 'graph', value: graphOf(one(6).bytes) }),
    6: () => ({ kind: 'floats', value: all(7).flatMap((field) => floatsOf(field.bytes)) }),
    7: () => ({
      kind: 'ints',
      value: all(8).flatMap((field) => readInts(field, field.bytes.length > 0).map((value) => signed(value))),
    }),
    8: () => ({ kind: 'strings', value: all(9).map(textOf) }),
  };
  const name = textOf(one(1));
  const type = signed(one(20).int);
  if (!Object.hasOwn(kinds, type))
    throw new UnfitModel(`its attribute ${name} is of the unknown type ${type}`);
  return [name, kinds[type]()];
}

function graphValueOf(bytes: Uint8Array): OnnxValue {
  let name = '';
  let tensor: Pick<OnnxValue, 'type' | 'dims'> = {};
  for (const field of readFields(bytes)) {
    if (field.number === 1) name = textOf(field);
    if (field.number !== 2) continue;
    for (const type of readFields(field.bytes)) {
      if (type.number === 1) tensor = tensorTypeOf(type.bytes);
    }
  }
  return { name, ...tensor };
}

function tensorTypeOf(bytes: Uint8Array): Pick<OnnxValue, 'type' | 'dims'> {
  let type: OnnxValue['type'];
  let dims: OnnxValue['dims'];
  for (const field of readFields(bytes)) {
    if (field.number === 1) type = dataTypeOf(signed(field.int));
    else if (field.number === 2) {
      dims = [...readFields(field.bytes)].map(({ bytes: axis }, i) => {
        const [size] = readFields(axis);
        if (!size) return `axis${i}`;
        return size.number === 1 ? signed(size.int) : textOf(size);
      });
    }
  }
  return { type, dims };
}

/** What a Constant node holds; undefined for the kinds that are left as they are. */
function constantOf({
  value,
  value_float,
  value_floats,
  value_int,
  value_ints,
}: OnnxNode['attributes']): OnnxTensor | undefined {
  if (value?.kind === 'tensor') return value.value;
  if (value_float?.kind === 'float') return float32([], [value_float.value]);
  if (value_floats?.kind === 'floats') return float32([value_floats.value.length], value_floats.value);
  if (value_int?.kind === 'int') return int64([], [value_int.value]);
  if (value_ints?.kind === 'ints') return int64([value_ints.value.length], value_ints.value);
  return undefined;
}

function floatsOf(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

const textOf = ({ bytes }: ReadField): string => Buffer.from(bytes).toString('utf8');
