import type { Worker } from 'node:worker_threads';
import { cpuPlacement, type Placement, type Refusal } from '../provider/placement.ts';
import type { RemoteEngine } from '../remote/remoteEngine.ts';
import type { RunQueues } from './RunQueue.ts';
import { startWorker } from './startWorker.ts';
import { WorkerPool } from './WorkerPool.ts';
import {
  DECODE_NICE,
  DECODE_TIMEOUT_MS,
  decodeWorkersOn,
  ENCODE_NICE,
  ENCODE_TIMEOUT_MS,
} from './workerLimits.ts';
import type { WorkerRole, WorkerSetup } from './workerMessages.ts';

export interface PoolsOptions {
  /** Default: {@link decodeWorkersOn}. */
  readonly decodeWorkers?: number;
  /** Where the model runs; default: on the CPU. */
  readonly placement?: Placement;
  /** Those of all models that run on this machine; default: this model has its own. */
  readonly queues?: RunQueues;
  /** Runs that take longer are taken for hung. */
  readonly decodeTimeoutMs?: number;
  /** A part of the model had to be opened on the CPU. */
  readonly onRefusal?: (refusal: Refusal) => void;
  /** A thread is left behind in a run that does not end, and takes a core; `hung` of its role are. */
  readonly onHung?: (role: WorkerRole, hung: number) => void;
  /** Told of each thread that is started, also in place of one that died. */
  readonly onWorkerStart?: (role: WorkerRole, worker: Worker) => void;
}

export interface ModelPools {
  readonly encoders: WorkerPool;
  readonly decoders: WorkerPool;
  /** Where they run now. */
  placement(): Placement;
}

/** With inference servers, threads wait for answers. */
const remotePlacement: Placement = {
  encode: { provider: 'inference servers', threads: 1 },
  decode: { provider: 'inference servers', threads: 1 },
  refused: [],
};

/** Starts the threads of both parts of a model, which ask `remote` where there is one. */
export function startModelPools(
  model: Pick<WorkerSetup, 'folder' | 'manifest' | 'ladder'>,
  options: PoolsOptions,
  remote?: RemoteEngine,
): ModelPools {
  let placement = remote ? remotePlacement : (options.placement ?? cpuPlacement());
  const poolOf = (role: WorkerRole, size: number, nice: number, timeoutMs: number) => {
    const setup: WorkerSetup = {
      ...model,
      role,
      placement: placement[role],
      nice,
      remote: remote?.setup(role),
    };
    return new WorkerPool({
      size,
      queue: remote ? undefined : options.queues?.of(role, placement[role].provider, size),
      timeoutMs,
      ...remote?.pool(role),
      onReplicaAway: (replica, reason) => remote?.watch.leftAlone(replica, reason),
      onHung: (hung) => options.onHung?.(role, hung),
      onRefusal: (refusal) => {
        if (placement[role].provider === 'cpu') return;
        placement = {
          ...placement,
          [role]: cpuPlacement()[role],
          refused: [...placement.refused, refusal],
        };
        options.onRefusal?.(refusal);
      },
      startWorker: () => {
        const worker = startWorker(setup);
        options.onWorkerStart?.(role, worker);
        return worker;
      },
    });
  };
  const decodeWorkers = options.decodeWorkers ?? decodeWorkersOn(placement.decode.provider);
  const decodeTimeoutMs = options.decodeTimeoutMs ?? DECODE_TIMEOUT_MS;
  return {
    encoders: poolOf('encode', 1, ENCODE_NICE, ENCODE_TIMEOUT_MS),
    decoders: poolOf('decode', decodeWorkers, DECODE_NICE, decodeTimeoutMs),
    placement: () => placement,
  };
}
