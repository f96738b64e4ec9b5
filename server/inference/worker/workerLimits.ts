import { availableParallelism } from 'node:os';

/** A click takes tens of milliseconds; a decoder that runs this long never comes back. */
export const DECODE_TIMEOUT_MS = 30_000;
/** The largest encoders take a dozen seconds on a slow CPU. */
export const ENCODE_TIMEOUT_MS = 180_000;

/** Many times what a run takes: after this the other models on the machine wait no longer for it to end. */
export const DECODE_PATIENCE_MS = 2_000;
export const ENCODE_PATIENCE_MS = 30_000;

/** A click that comes while a thread is at work for nobody waits this long, and a decode, at most. */
export const BACKGROUND_BUDGET_MS = 100;
export const MOST_IN_ONE_HOP = 64;

/** Of different models, on one machine: a quick one's picture does not wait for a slow one's, which takes seconds. */
export const ENCODES_AT_ONCE = 2;

/** An encode leaves clicks and documents three times its share of a busy machine, and still comes to an end on it. */
export const ENCODE_NICE = 5;
/** Nobody waits for anything more than for a click; but the server's own thread goes before, for all the others. */
export const DECODE_NICE = 3;

/** One prepares tensors and traces outlines while the device runs the other's graph. */
const DEVICE_DECODE_WORKERS = 2;
/** More sessions than this take more memory than there are people who click in the same moment. */
const MOST_DECODE_WORKERS = 8;

/**
 * On the CPU one of a thread each for every core: their low priority is what leaves the server's own thread its share,
 * and no core lies idle while it has nothing to do.
 */
export const decodeWorkersOn = (provider: string, cores = availableParallelism()): number =>
  provider === 'cpu' ? Math.max(1, Math.min(cores, MOST_DECODE_WORKERS)) : DEVICE_DECODE_WORKERS;
