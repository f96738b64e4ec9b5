import { Worker } from 'node:worker_threads';
import type { WorkerSetup } from './importMessages.ts';

/** What the thread of an import may take; a hundred thousand annotations take a fifth of it. */
const MOST_MEMORY_MB = 1_024;

/** Starts an import's thread: the built file next to the bundle, or the source in development and tests. */
export function startImportWorker(setup: WorkerSetup): Worker {
  const entry = import.meta.url.endsWith('.ts') ? './importWorkerFromSource.mjs' : './importWorker.js';
  return new Worker(new URL(entry, import.meta.url), {
    workerData: setup,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
}
