import { type Manifest, shapeOf } from '../family/manifest.ts';
import type { LowResFrame } from '../family/modelFamily.ts';
import type { LadderGraphs } from '../ladder/ladderFiles.ts';
import { type EmbeddingTensor, sharedTensor } from '../tensor/embeddingTensors.ts';
import { tracePolygon } from '../trace/tracePolygon.ts';
import type { WorkerRole, WorkerTask } from './workerMessages.ts';

/** Not zero: some graphs divide by an embedding's norm. */
const ANY_VALUE = 0.01;

/**
 * A task that a fresh thread does for nobody: the first click then meets allocated memory and compiled code,
 * and a graph whose shapes are not what the manifest says is found out at the start.
 */
export function warmUpTask(manifest: Manifest, role: WorkerRole, ladder?: LadderGraphs): WorkerTask {
  const { side } = manifest.input;
  if (role === 'encode') {
    return { kind: 'encode', content: { width: side, height: side, data: new Uint8Array(3 * side * side) } };
  }
  const embedding: Record<string, EmbeddingTensor> = {};
  for (const [name, tensor] of Object.entries(ladder?.embedding ?? manifest.encoder.outputs)) {
    const dims = shapeOf(tensor);
    const length = dims.reduce((product, size) => product * size, 1);
    embedding[name] = sharedTensor(name, { data: new Float32Array(length).fill(ANY_VALUE), dims });
  }
  const frame = { image: { width: side, height: side }, content: { width: side, height: side } };
  const prompt = { points: [[side / 2, side / 2, 1] as const] };
  return {
    kind: 'decode',
    embeddingKey: 'warm-up',
    embedding,
    frame,
    requests: [{ prompt, multimask: true }],
  };
}

/** The compiler takes a while to believe that code is hot: without this the first dozen clicks pay for it. */
const TRACES = 60;

/** Traces a lobed ring often enough for the tracing to be compiled. */
export function warmUpTracing(): void {
  const size = 256;
  const logits = new Float32Array(size * size);
  for (let i = 0; i < logits.length; i++) {
    const [x, y] = [(i % size) - size / 2, Math.floor(i / size) - size / 2];
    const lobed = 90 + 12 * Math.sin(7 * Math.atan2(y, x));
    logits[i] = 20 - Math.abs(Math.hypot(x, y) - lobed + 20);
  }
  const frame: LowResFrame = { width: size, height: size, content: { width: size, height: size } };
  for (let i = 0; i < TRACES; i++) tracePolygon(logits, frame, { width: 1_600, height: 1_600 });
}
