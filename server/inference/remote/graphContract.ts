import { err, ok, type Result } from '@maskroom/shared/base/result';
import { z } from 'zod';
import type { ManifestGraph } from '../family/manifest.ts';
import { tensorFaults } from '../onnx/tensorFaults.ts';
import { type Datatype, datatypes, isDatatype } from './wireTensor.ts';

const tensorSchema = z.object({ name: z.string(), datatype: z.string(), shape: z.array(z.int()).max(16) });
/** `GET /v2/models/MODEL`; what else servers say there is their own business. */
export const metadataSchema = z.object({ inputs: z.array(tensorSchema), outputs: z.array(tensorSchema) });
export type ModelMetadata = z.infer<typeof metadataSchema>;
type TensorMetadata = z.infer<typeof tensorSchema>;

export interface WireTensor {
  readonly name: string;
  /** What the server calls it. */
  readonly wireName: string;
  readonly datatype: Datatype;
  /** Below zero: any size. */
  readonly axes: readonly number[];
}

/** How one server wants one graph's tensors. */
export interface GraphContract {
  readonly inputs: readonly WireTensor[];
  readonly outputs: readonly WireTensor[];
  /** It keeps embeddings, by the key that it takes as {@link EMBEDDING_KEY}. */
  readonly keepsEmbeddings: boolean;
}

/** Input BYTES [1] of a decoder that keeps the embeddings it was sent: see docs/operating.md. */
export const EMBEDDING_KEY = 'embedding_key';

/** What the server says of its model, when that is what the manifest says of the graph; else where they differ. */
export function contractOf(graph: ManifestGraph, metadata: ModelMetadata): Result<GraphContract> {
  const key = metadata.inputs.find(({ name }) => name === EMBEDDING_KEY);
  if (key && key.datatype !== 'BYTES') return err(`has ${EMBEDDING_KEY} as ${key.datatype}, not BYTES`);
  const inputs = metadata.inputs.filter((tensor) => tensor !== key);
  const faults = tensorFaults(graph, {
    inputMetadata: inputs.map(asOnnx),
    outputMetadata: metadata.outputs.map(asOnnx),
  });
  if (faults.length > 0) return err(faults.join('; '));
  return ok({
    inputs: wireTensors(graph.inputs, inputs, (name) => name),
    outputs: wireTensors(graph.outputs, metadata.outputs, (name) => graph.names[name] ?? name),
    keepsEmbeddings: key !== undefined,
  });
}

/** In the words of onnxruntime, so that both kinds of engine are held to the manifest by the same rules. */
const asOnnx = ({ name, datatype, shape }: TensorMetadata) => ({
  name,
  isTensor: true as const,
  type: isDatatype(datatype) ? datatypes[datatype].element : datatype,
  shape,
});

/** In the manifest's order, whatever the server's is. */
const wireTensors = (
  declared: ManifestGraph['inputs'],
  found: readonly TensorMetadata[],
  wireNameOf: (name: string) => string,
): WireTensor[] =>
  Object.entries(declared).flatMap(([name, [, ...axes]]) => {
    const wireName = wireNameOf(name);
    const tensor = found.find((one) => one.name === wireName);
    if (!tensor || !isDatatype(tensor.datatype)) return [];
    const sizes = axes.map((size, i) => (typeof size === 'number' ? size : (tensor.shape[i] ?? -1)));
    return [{ name, wireName, datatype: tensor.datatype, axes: sizes }];
  });
