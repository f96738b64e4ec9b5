import type { ManifestGraph, ManifestTensor } from '../family/manifest.ts';

type Metadata =
  | { readonly name: string; readonly isTensor: false }
  | {
      readonly name: string;
      readonly isTensor: true;
      readonly type: string;
      readonly shape: readonly (number | string)[];
    };

/** What a graph says of itself; onnxruntime's session has it. */
interface GraphMetadata {
  readonly inputMetadata: readonly Metadata[];
  readonly outputMetadata: readonly Metadata[];
}

/** Where a graph and the manifest's words for it differ; empty when they agree. Outputs may be left unmentioned. */
export function tensorFaults(
  graph: ManifestGraph,
  { inputMetadata, outputMetadata }: GraphMetadata,
): string[] {
  const inputs = byName(inputMetadata);
  const inFile = byName(outputMetadata);
  const outputs = new Map(
    Object.keys(graph.outputs).flatMap((name) => {
      const tensor = inFile.get(graph.names[name] ?? name);
      return tensor ? [[name, tensor] as const] : [];
    }),
  );
  const missing = [
    ...Object.keys(graph.inputs).filter((name) => !inputs.has(name)),
    ...Object.keys(graph.outputs).filter((name) => !outputs.has(name)),
  ];
  const unknown = [...inputs.keys()].filter((name) => !Object.hasOwn(graph.inputs, name));
  const faults: string[] = [];
  if (missing.length > 0) faults.push(`has no tensor ${missing.join(', ')}`);
  if (unknown.length > 0) faults.push(`also wants ${unknown.join(', ')}`);
  for (const [name, declared] of Object.entries(graph.inputs))
    faults.push(...differences(name, declared, inputs));
  for (const [name, declared] of Object.entries(graph.outputs))
    faults.push(...differences(name, declared, outputs));
  return faults;
}

const byName = (metadata: readonly Metadata[]): Map<string, Metadata> =>
  new Map(metadata.map((tensor) => [tensor.name, tensor]));

function differences(
  name: string,
  [type, ...axes]: ManifestTensor,
  found: ReadonlyMap<string, Metadata>,
): string[] {
  const tensor = found.get(name);
  if (!tensor?.isTensor) return [];
  const agrees =
    tensor.type === type &&
    (tensor.shape.length === 0 || tensor.shape.length === axes.length) &&
    tensor.shape.every((size, i) => !isFixed(size) || !isFixed(axes[i]) || size === axes[i]);
  if (agrees) return [];
  return [
    `has ${name} as ${tensor.type} [${tensor.shape.join(', ')}], the manifest says ${type} [${axes.join(', ')}]`,
  ];
}

/** Some exporters write a free axis as -1. */
const isFixed = (size: number | string): boolean => typeof size === 'number' && size >= 0;
