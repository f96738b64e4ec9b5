import type { TensorData } from '@maskroom/server/inference/family/modelFamily.ts';
import { fromFloat16Bytes } from '@maskroom/shared/base/float16';
import { z } from 'zod';

export interface DeclaredTensor {
  readonly name: string;
  readonly datatype: string;
  /** -1: any size. */
  readonly shape: readonly number[];
}

export interface ReceivedTensor extends TensorData {
  /** Of BYTES [1]: its one element. */
  readonly text: string;
}

/** Answered with its status and `{"error": …}`. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Nothing but what the protocol has, so that a slip of the client is seen. */
const requestSchema = z.strictObject({
  id: z.string().optional(),
  inputs: z.array(
    z.strictObject({
      name: z.string(),
      shape: z.array(z.int().positive()),
      datatype: z.string(),
      parameters: z.strictObject({ binary_data_size: z.int().nonnegative() }),
    }),
  ),
  outputs: z.array(
    z.strictObject({ name: z.string(), parameters: z.strictObject({ binary_data: z.literal(true) }) }),
  ),
});

const sizes: Readonly<Record<string, number>> = { FP32: 4, FP16: 2, INT64: 8, INT32: 4 };

/** Reads a request of the binary tensor extension byte for byte. @throws Refusal where it is not one */
export function readInferRequest(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Buffer,
  declared: readonly DeclaredTensor[],
) {
  const must = (holds: boolean, message: string): void => {
    if (!holds) throw new Refusal(400, message);
  };
  const jsonLength = Number(headers['inference-header-content-length']);
  must(headers['content-type'] === 'application/octet-stream', 'the content type is not binary');
  must(headers['content-length'] === String(body.length), 'the content length is wrong');
  must(Number.isInteger(jsonLength) && jsonLength <= body.length, 'the header length is wrong');
  const request = requestSchema.parse(JSON.parse(body.subarray(0, jsonLength).toString('utf8')));
  const inputs: Record<string, ReceivedTensor> = {};
  let at = jsonLength;
  for (const { name, datatype, shape, parameters } of request.inputs) {
    const end = at + parameters.binary_data_size;
    const tensor = declared.find((one) => one.name === name);
    must(tensor !== undefined && !(name in inputs), `unexpected input ${name}`);
    must(end <= body.length, `${name} ends beyond the request`);
    must(tensor?.datatype === datatype, `${name} is ${datatype}, not ${tensor?.datatype}`);
    must(
      tensor?.shape.length === shape.length && tensor.shape.every((size, i) => size < 0 || size === shape[i]),
      `${name} is [${shape}], not [${tensor?.shape}]`,
    );
    const bytes = body.subarray(at, end);
    const count = shape.reduce((product, size) => product * size, 1);
    if (datatype === 'BYTES') must(bytes.readUInt32LE(0) === bytes.length - 4, `${name} is not one text`);
    else must(bytes.length === count * sizes[datatype], `${name} has ${bytes.length} bytes`);
    inputs[name] = { data: valuesOf(bytes, datatype, count), dims: shape, text: bytes.toString('utf8', 4) };
    at = end;
  }
  must(at === body.length, `${body.length - at} bytes behind the last tensor`);
  return { inputs, outputs: request.outputs.map(({ name }) => name) };
}

function valuesOf(bytes: Buffer, datatype: string, count: number): Float32Array {
  if (datatype === 'FP16') return fromFloat16Bytes(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(datatype === 'BYTES' ? 0 : count);
  for (let i = 0; i < values.length; i++) {
    if (datatype === 'FP32') values[i] = view.getFloat32(4 * i, true);
    else if (datatype === 'INT64') values[i] = Number(view.getBigInt64(8 * i, true));
    else values[i] = view.getInt32(4 * i, true);
  }
  return values;
}
