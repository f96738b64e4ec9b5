import type { ManifestTensor } from '@maskroom/server/inference/family/manifest.ts';
import { GraphBuilder } from '@maskroom/server/inference/onnx/GraphBuilder.ts';
import type { OnnxGraph, OnnxValue } from '@maskroom/server/inference/onnx/onnxModel.ts';
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

  /** `initial`, a float32 number, and 1 added `count` times, an int64 number: each a round of its own. */
  countUp(count: string, initial: string): string {
    const body = new GraphBuilder('loop_');
    const more = body.op('Add', ['loop_sum', body.float(1)]);
    const goesOn = body.op('Identity', ['loop_going']);
    const value: OnnxGraph = {
      nodes: body.nodes,
      constants: body.constants,
      inputs: [
        { name: 'loop_round', type: 'int64', dims: [] },
        { name: 'loop_going', type: 'bool', dims: [] },
        { name: 'loop_sum', type: 'float32', dims: [] },
      ],
      outputs: [
        { name: goesOn, type: 'bool', dims: [] },
        { name: more, type: 'float32', dims: [] },
      ],
    };
    const attributes = { body: { kind: 'graph', value } } as const;
    const inputs = [count, '', initial];
    this.nodes.push({ type: 'Loop', domain: '', inputs, outputs: ['loop_result'], attributes });
    return 'loop_result';
  }

  /** ONNX bytes. */
  finish(): Buffer {
    const { nodes, constants } = this;
    const graph = { nodes, constants, inputs: this.#inputs, outputs: this.#outputs };
    return writeModel({ irVersion: IR_VERSION, opsets: { '': OPSET }, graph });
  }
}
