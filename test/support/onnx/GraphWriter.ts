import type { ManifestTensor } from '@maskroom/server/inference/family/manifest.ts';
import { GraphBuilder } from '@maskroom/server/inference/onnx/GraphBuilder.ts';
import type { OnnxValue } from '@maskroom/server/inference/onnx/onnxModel.ts';
import { writeModel } from '@maskroom/server/inference/onnx/writeModel.ts';

const IR_VERSION = 8;
const OPSET = 17;

/** Puts an ONNX graph together node by node and writes it as the file that onnxruntime opens. */
export class GraphWriter extends GraphBuilder {
  readonly #inputs: OnnxValue[] = [];
  readonly #outputs: OnnxValue[] = [];

  input(name: string, [type, ...dims]: ManifestTensor): string {
    this.#inputs.push({ name, type, dims });
    return name;
  }

  /** `value` becomes the graph's output `name`. */
  output(name: string, [type, ...dims]: ManifestTensor, value: string): void {
    this.named(name, 'Identity', [value]);
    this.#outputs.push({ name, type, dims });
  }

  /** ONNX bytes. */
  finish(): Buffer {
    const { nodes, constants } = this;
    const graph = { nodes, constants, inputs: this.#inputs, outputs: this.#outputs };
    return writeModel({ irVersion: IR_VERSION, opsets: { '': OPSET }, graph });
  }
}
