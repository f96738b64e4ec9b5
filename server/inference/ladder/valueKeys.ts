import { createHash } from 'node:crypto';
import type { OnnxGraph } from '../onnx/onnxModel.ts';

/** For each value a key that it shares with whatever is computed alike from the same inputs, in any graph. */
export function valueKeys({ nodes, constants, inputs }: OnnxGraph): Map<string, string> {
  const keys = new Map<string, string>(inputs.map(({ name }) => [name, `input ${name}`]));
  for (const [name, { type, dims, bytes }] of constants) {
    const hash = createHash('sha256').update(`${type} ${dims.join()} `).update(bytes);
    keys.set(name, hash.digest('base64'));
  }
  for (const { type, domain, attributes, inputs: reads, outputs } of nodes) {
    const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
    const operands = reads.map((name) => keys.get(name) ?? `? ${name}`);
    if (type === 'Add' || type === 'Mul') operands.sort();
    const said = JSON.stringify([type, domain, sorted, operands]);
    const key = createHash('sha256').update(said).digest('base64');
    for (const [i, name] of outputs.entries()) keys.set(name, `${key} ${i}`);
  }
  return keys;
}
