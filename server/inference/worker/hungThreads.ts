import type { Worker } from 'node:worker_threads';

/**
 * Threads of this process whose run of a graph does not come to an end. They can be neither stopped nor terminated
 * (terminating one inside the native runtime aborts the process), only left behind; nor does `process.exit` return
 * while there is one, so whoever ends the process must kill it.
 */
const hung = new Set<Worker>();

export const hungThreads = (): number => hung.size;

/** Counts the thread until it ends after all; `onEnd` then. */
export function countAsHung(worker: Worker, onEnd: () => void): void {
  hung.add(worker);
  worker.once('exit', () => {
    hung.delete(worker);
    onEnd();
  });
}
