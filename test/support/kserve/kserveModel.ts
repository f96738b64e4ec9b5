import { join } from 'node:path';
import { type ManifestGraph, readManifest } from '@maskroom/server/inference/family/manifest.ts';
import type { Tensors } from '@maskroom/server/inference/family/modelFamily.ts';
import { openGraph } from '@maskroom/server/inference/onnx/onnxGraph.ts';
import { toFloat16Bytes } from '@maskroom/shared/base/float16';
import { type DeclaredTensor, type ReceivedTensor, Refusal } from './kserveRequest.ts';

export interface KserveModelOptions {
  /** These tensors travel as FP16. */
  readonly halves?: readonly string[];
  /** These inputs are kept under `embedding_key`, and need not be sent again. */
  readonly keeps?: readonly string[];
}

/** One ONNX graph behind the names and types that a server declares of it. */
export async function openKserveModel(
  folder: string,
  graph: ManifestGraph,
  { halves = [], keeps = [] }: KserveModelOptions,
) {
  const run = await openGraph(folder, graph, { threads: 1, executionProviders: ['cpu'] });
  const declare = (tensors: ManifestGraph['outputs']): DeclaredTensor[] =>
    Object.entries(tensors).map(([name, [type, ...axes]]) => ({
      name,
      datatype: halves.includes(name) ? 'FP16' : type === 'float32' ? 'FP32' : type.toUpperCase(),
      shape: axes.map((size) => (typeof size === 'number' ? size : -1)),
    }));
  const keyed: DeclaredTensor[] =
    keeps.length > 0 ? [{ name: 'embedding_key', datatype: 'BYTES', shape: [1] }] : [];
  const kept = new Map<string, Tensors>();
  const inputs = [...declare(graph.inputs), ...keyed];
  /** A server knows the names in the file only. */
  const outputs = declare(graph.outputs).map((tensor) => ({
    ...tensor,
    name: graph.names[tensor.name] ?? tensor.name,
    manifestName: tensor.name,
  }));

  const embedding = (key: string, given: Readonly<Record<string, ReceivedTensor>>): Tensors => {
    if (keeps.every((name) => name in given)) {
      kept.set(key, Object.fromEntries(keeps.map((name) => [name, given[name]])));
    }
    const found = kept.get(key);
    if (!found) throw new Refusal(400, `unknown embedding ${key}`);
    return found;
  };
  return {
    inputs,
    outputs,
    /** As after a restart. */
    forget: () => kept.clear(),
    async infer(given: Readonly<Record<string, ReceivedTensor>>, wanted: readonly string[]) {
      const all: Tensors =
        keeps.length > 0 ? { ...embedding(given.embedding_key?.text ?? '', given), ...given } : given;
      const missing = inputs.filter(({ name }) => !(name in all));
      if (missing.length > 0) throw new Refusal(400, `there is no ${missing.map(({ name }) => name)}`);
      const results = await run(all);
      return wanted.map((name) => {
        const tensor = outputs.find((one) => one.name === name);
        if (!tensor) throw new Refusal(400, `there is no output ${name}`);
        const { data, dims } = results[tensor.manifestName];
        const bytes =
          tensor.datatype === 'FP16'
            ? toFloat16Bytes(data)
            : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
        return { name, datatype: tensor.datatype, shape: [...dims], bytes: Buffer.from(bytes) };
      });
    },
  };
}
export type KserveModel = Awaited<ReturnType<typeof openKserveModel>>;

/** Both graphs of a model's folder, by the names that they have on a server. */
export async function openKserveModels(
  folder: string,
  { halves, keepsEmbeddings }: { readonly halves?: readonly string[]; readonly keepsEmbeddings?: boolean },
): Promise<Map<string, KserveModel>> {
  const manifest = await readManifest(folder);
  if (!manifest.ok) throw new Error(`${join(folder, 'manifest.json')}: ${manifest.error}`);
  const { id, encoder, decoder } = manifest.value;
  const keeps = keepsEmbeddings ? Object.keys(encoder.outputs) : [];
  return new Map([
    [`${id}-encoder`, await openKserveModel(folder, encoder, { halves })],
    [`${id}-decoder`, await openKserveModel(folder, decoder, { halves, keeps })],
  ]);
}
