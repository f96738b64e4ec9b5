import { bytesPerElement, type DataType, dataTypes, type OnnxTensor } from './onnxModel.ts';
import { readFields, readInts, signed } from './protobufFields.ts';

/** A file that onnxruntime may well open, but that is not read here. */
export class UnfitModel extends Error {}

const typesByNumber = new Map<number, DataType>();
for (const name of Object.keys(dataTypes)) {
  if (isDataType(name)) typesByNumber.set(dataTypes[name], name);
}
function isDataType(name: string): name is DataType {
  return Object.hasOwn(dataTypes, name);
}

/** @throws UnfitModel */
export function dataTypeOf(number: number): DataType {
  const type = typesByNumber.get(number);
  if (!type) throw new UnfitModel(`it has a tensor of element type ${number}`);
  return type;
}

const EXTERNAL = 1;

/** A TensorProto; values are brought into one form, whichever of the protocol's they were written in. */
export function readTensor(message: Uint8Array): { name: string; tensor: OnnxTensor } {
  let name = '';
  let type: DataType = 'float32';
  const dims: number[] = [];
  let raw: Uint8Array | undefined;
  const wide: Uint8Array[] = [];
  const ints: bigint[] = [];
  for (const field of readFields(message)) {
    const isPacked = field.bytes.length > 0;
    if (field.number === 1) dims.push(...readInts(field, isPacked).map((value) => signed(value)));
    else if (field.number === 2) type = dataTypeOf(signed(field.int));
    else if (field.number === 4 || field.number === 10) wide.push(field.bytes);
    else if (field.number === 5 || field.number === 7) ints.push(...readInts(field, isPacked));
    else if (field.number === 8) name = Buffer.from(field.bytes).toString('utf8');
    else if (field.number === 9) raw = field.bytes;
    else if (field.number === 14 && signed(field.int) === EXTERNAL)
      throw new UnfitModel('its weights lie in another file; save it with all of them inside');
  }
  const bytes = raw ?? (wide.length > 0 ? Buffer.concat(wide) : bytesOfInts(type, ints));
  const expected = dims.reduce((all, size) => all * size, 1) * bytesPerElement[type];
  if (bytes.length !== expected)
    throw new RangeError(`the constant ${name} has ${bytes.length} bytes, not ${expected}`);
  // Copied: at a place of memory that numbers of any size can be read from.
  return { name, tensor: { type, dims, bytes: Uint8Array.from(bytes) } };
}

function bytesOfInts(type: DataType, values: readonly bigint[]): Uint8Array {
  const size = bytesPerElement[type];
  const bytes = new Uint8Array(values.length * size);
  for (const [i, value] of values.entries()) {
    let rest = BigInt.asUintN(64, value);
    for (let k = 0; k < size; k++, rest >>= 8n) bytes[i * size + k] = Number(rest & 0xffn);
  }
  return bytes;
}
