import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { Problem, type ProblemCode } from '@maskroom/shared/base/problem';
import { familyOf } from '../family/modelFamilies.ts';
import type { RunGraph } from '../onnx/onnxGraph.ts';
import { cpuPlacement, type Refusal } from '../provider/placement.ts';
import { openRemoteGraph, type RemoteGraphSetup } from '../remote/remoteGraph.ts';
import { decodePrompts } from './decodePrompts.ts';
import { EmbeddingCopies } from './EmbeddingCopies.ts';
import { encodePicture } from './encodePicture.ts';
import { openDecoder, openImageGraphs } from './openGraphs.ts';
import { warmUpTask, warmUpTracing } from './warmUp.ts';
import type { WorkerOrder, WorkerReport, WorkerResult, WorkerSetup, WorkerTask } from './workerMessages.ts';

/** The entry of an inference thread: a run of the graph blocks its thread, so it may not be the server's. */
const port = parentPort;
if (!port) throw new Error('inferenceWorker runs in a worker thread only');
const setup: WorkerSetup = workerData;

const report = (message: WorkerReport, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);
const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const codeOf = (cause: unknown): ProblemCode | undefined =>
  cause instanceof Problem ? cause.code : undefined;

/** On Linux this is the thread's own priority, and the graph's threads inherit it: so before they are made. */
function lowerPriority(nice: number): void {
  try {
    if (nice > 0 && process.platform === 'linux') setPriority(nice);
  } catch {
    // A container may forbid it; encoding then merely competes on equal terms.
  }
}

interface OpenRun {
  readonly run: RunGraph;
  readonly refusal?: Refusal;
  readonly close?: () => void;
}

/** What cannot be opened where it should be, a device that others have filled say, is opened on the CPU. */
async function openPlaced(): Promise<OpenRun> {
  const { folder, ladder, manifest, role, placement } = setup;
  const openRole = role === 'encode' ? openImageGraphs : openDecoder;
  const open = ({ provider, threads } = placement) =>
    openRole(folder, manifest, { threads, executionProviders: [provider] }, ladder);
  if (placement.provider === 'cpu') return { run: await open() };
  return open().then(
    (run) => ({ run }),
    async (cause) => {
      const run = await open(cpuPlacement()[role]);
      return { run, refusal: { provider: placement.provider, role, reason: reasonOf(cause) } };
    },
  );
}

const openThere = (remote: RemoteGraphSetup): OpenRun =>
  openRemoteGraph(
    setup.role === 'encode' ? setup.manifest.encoder : setup.manifest.decoder,
    remote,
    (replica, reason) => report({ kind: 'replica-away', replica, reason }),
  );

async function openModel() {
  const { ladder, manifest, role } = setup;
  const family = familyOf(manifest);
  if (!family.ok) throw new Error(family.error);
  const { run, refusal, close } = setup.remote ? openThere(setup.remote) : await openPlaced();
  const copies = new EmbeddingCopies();
  const perform = (task: WorkerTask): Promise<WorkerResult> =>
    task.kind === 'encode'
      ? encodePicture(manifest, family.value, run, task)
      : decodePrompts(
          { manifest, family: family.value, run },
          copies.of(task.embeddingKey, task.embedding),
          task,
        );
  // Servers may come later than this thread; the watch compares what they have with the manifest.
  if (!setup.remote) await perform(warmUpTask(manifest, role, ladder));
  if (role === 'decode') warmUpTracing();
  return { perform, refusal, close };
}

lowerPriority(setup.nice);
openModel().then(
  ({ close, perform, refusal }) => {
    port.on('message', (order: WorkerOrder) => {
      if (order.kind === 'stop') {
        port.close();
        close?.();
        return;
      }
      perform(order.task).then(
        (result) => report({ kind: 'done', id: order.id, result }, transferable(result)),
        (cause) => report({ kind: 'failed', id: order.id, reason: reasonOf(cause), code: codeOf(cause) }),
      );
    });
    report({ kind: 'ready', refusal });
  },
  (cause) => report({ kind: 'unfit', reason: reasonOf(cause) }),
);

function transferable(result: WorkerResult): ArrayBuffer[] {
  if (!('decoded' in result)) return [];
  const masks = result.decoded.flatMap(({ lowResMasks }) => lowResMasks);
  return masks.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}
