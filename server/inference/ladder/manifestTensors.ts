import type { ManifestGraph, ManifestTensor } from '../family/manifest.ts';
import type { OnnxModel, OnnxValue } from '../onnx/onnxModel.ts';

/** A graph's inputs and outputs in the manifest's words. `original`: whose names for outputs hold. */
export function manifestTensors(
  { graph }: OnnxModel,
  original?: Pick<ManifestGraph, 'names' | 'outputs'>,
): Pick<ManifestGraph, 'inputs' | 'outputs' | 'names'> {
  const names = Object.entries(original?.names ?? {});
  const called = (name: string): string => names.find(([, inFile]) => inFile === name)?.[0] ?? name;
  return {
    inputs: Object.fromEntries(graph.inputs.map((value) => [value.name, tensorOf(value)])),
    outputs: Object.fromEntries(
      graph.outputs.map((value) => {
        const name = called(value.name);
        return [name, original?.outputs[name] ?? tensorOf(value)];
      }),
    ),
    names: Object.fromEntries(names),
  };
}

function tensorOf({ name, type, dims = [] }: OnnxValue): ManifestTensor {
  if (type === 'float32' || type === 'int64' || type === 'int32') return [type, ...dims.map(axisOf)];
  throw new Error(`${name} is of type ${type}`);
}

/** Some exporters write a free axis as -1, or as nothing. */
const axisOf = (size: number | string, axis: number): number | string =>
  typeof size === 'string' ? size || `axis${axis}` : size > 0 ? size : `axis${axis}`;
