/** A tensor as it goes over the wire. */
export interface WireInput {
  readonly name: string;
  readonly shape: readonly number[];
  readonly datatype: string;
  readonly bytes: Uint8Array;
}

export interface InferRequest {
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON, and behind it the tensors in the order in which it names them, without anything between. */
  readonly parts: readonly Uint8Array[];
}

/**
 * `POST …/infer` of KServe v2 with its binary tensor extension, both ways.
 * Source: https://github.com/kserve/open-inference-protocol and Triton's extension_binary_data.md.
 */
export function inferRequest(inputs: readonly WireInput[], outputs: readonly string[]): InferRequest {
  const json = Buffer.from(
    JSON.stringify({
      inputs: inputs.map(({ name, shape, datatype, bytes }) => ({
        name,
        shape,
        datatype,
        parameters: { binary_data_size: bytes.length },
      })),
      outputs: outputs.map((name) => ({ name, parameters: { binary_data: true } })),
    }),
  );
  const parts = [json, ...inputs.map(({ bytes }) => bytes)];
  return {
    headers: {
      'content-type': 'application/octet-stream',
      'inference-header-content-length': String(json.length),
      'content-length': String(parts.reduce((sum, { length }) => sum + length, 0)),
    },
    parts,
  };
}
