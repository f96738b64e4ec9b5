import { Worker } from 'node:worker_threads';
import type { WorkerSetup } from './workerMessages.ts';

/** Starts an inference thread: the built file next to this one, or the source in development and tests. */
export function startWorker(setup: WorkerSetup): Worker {
  const entry = import.meta.url.endsWith('.ts') ? './inferenceWorkerFromSource.mjs' : './inferenceWorker.js';
  return new Worker(new URL(entry, import.meta.url), { workerData: setup, execArgv: [] });
}
