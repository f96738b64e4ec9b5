import { z } from 'zod';
import type { TensorData, Tensors } from '../family/modelFamily.ts';
import { CallFailure } from './callFailure.ts';
import type { WireTensor } from './graphContract.ts';
import { jsonOf } from './jsonOf.ts';
import { datatypes, fromWireBytes } from './wireTensor.ts';

const answerSchema = z.object({
  outputs: z.array(
    z.object({
      name: z.string(),
      datatype: z.string(),
      shape: z.array(z.int().nonnegative()).max(16),
      parameters: z.object({ binary_data_size: z.int().nonnegative() }),
    }),
  ),
});
type Output = z.infer<typeof answerSchema>['outputs'][number];

const wrong = (message: string): CallFailure => new CallFailure('away', `answered wrongly: ${message}`);

/**
 * The tensors of an answer with status 200, when it is exactly what was asked for: `headerLength` is its
 * `Inference-Header-Content-Length`. Outputs that nobody asked for are passed over.
 * @throws CallFailure `away` for what is not the protocol or not the model, `failed` for values that are no numbers
 */
export function parseInferAnswer(
  expected: readonly WireTensor[],
  headerLength: string | readonly string[] | undefined,
  body: Uint8Array,
): Tensors {
  if (headerLength === undefined)
    throw wrong('its tensors are not binary, the server lacks the binary tensor extension');
  const json = /^\d{1,9}$/.test(String(headerLength)) ? Number(headerLength) : Number.NaN;
  if (!(json <= body.length)) throw wrong(`a header of ${headerLength} bytes in ${body.length}`);
  const parsed = answerSchema.safeParse(jsonOf(Buffer.from(body.subarray(0, json)).toString('utf8')));
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw wrong(`its header is none (${path.join('.') || 'the whole'}: ${message})`);
  }
  const found = new Map<string, { output: Output; bytes: Uint8Array }>();
  let at = json;
  for (const output of parsed.data.outputs) {
    const end = at + output.parameters.binary_data_size;
    if (end > body.length) throw wrong(`${output.name} ends beyond the answer`);
    if (found.has(output.name)) throw wrong(`it has ${output.name} twice`);
    found.set(output.name, { output, bytes: body.subarray(at, end) });
    at = end;
  }
  if (at !== body.length) throw wrong(`${body.length - at} bytes too many`);
  return Object.fromEntries(
    expected.map((tensor) => {
      const answered = found.get(tensor.wireName);
      if (!answered) throw wrong(`it has no ${tensor.wireName}`);
      return [tensor.name, tensorOf(tensor, answered.output, answered.bytes)];
    }),
  );
}

function tensorOf({ name, datatype, axes }: WireTensor, output: Output, bytes: Uint8Array): TensorData {
  const { shape } = output;
  const fits =
    output.datatype === datatype &&
    shape.length === axes.length &&
    shape.every((size, i) => axes[i] < 0 || axes[i] === size);
  if (!fits)
    throw wrong(`${name} is ${output.datatype} [${shape.join(', ')}], not ${datatype} [${axes.join(', ')}]`);
  const size = shape.reduce((product, length) => product * length, datatypes[datatype].bytes);
  if (size !== bytes.length) throw wrong(`${name} has ${bytes.length} bytes, its shape ${size}`);
  const data = fromWireBytes(bytes, datatype);
  if (!areNumbers(data)) throw new CallFailure('failed', `${name} is not a number in places`);
  return { data, dims: shape };
}

/** A finite number times zero is zero; anything else is NaN, which no sum gets rid of. */
function areNumbers(data: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i] * 0;
  return sum === 0;
}
