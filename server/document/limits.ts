const KIB = 1024;
const MIB = 1024 * KIB;

/** What one socket, one update and one room may cost. Injectable, so that a test can reach them. */
export interface DocumentLimits {
  /** An update; bytes of one frame. */
  readonly frameBytes: number;
  /** A step2 that answers a step1 of ours: all that a person did while offline. */
  readonly syncBytes: number;
  /** What may wait for a reader that does not read, before its socket is closed. */
  readonly bufferedBytes: number;
  /** Token buckets of one socket: over them it is read more slowly, not closed. */
  readonly framesPerSecond: number;
  readonly bytesPerSecond: number;
  /** A room stays loaded this long after the last one left: a reload of the page finds it. */
  readonly unloadAfterMs: number;
  /** The log is folded into a snapshot past this many entries or bytes. */
  readonly compactEntries: number;
  readonly compactBytes: number;
  /** A document of this many bytes is made anew when that leaves at most a quarter of them. */
  readonly renewBytes: number;
  /** One with this many deleted instances is made anew when it is loaded; with twice as many under people. */
  readonly renewDeleted: number;
  /** Of one person, over all documents and devices. */
  readonly socketsPerUser: number;
  readonly pingEveryMs: number;
  /** A user whose updates were hostile this often is refused for {@link banMs}. */
  readonly strikes: number;
  readonly banMs: number;
}

export const defaultLimits: DocumentLimits = {
  frameBytes: 256 * KIB,
  syncBytes: 4 * MIB,
  bufferedBytes: 8 * MIB,
  framesPerSecond: 500,
  bytesPerSecond: 2 * MIB,
  unloadAfterMs: 10_000,
  compactEntries: 500,
  compactBytes: 1 * MIB,
  renewBytes: 1 * MIB,
  renewDeleted: 5_000,
  socketsPerUser: 256,
  pingEveryMs: 30_000,
  strikes: 5,
  banMs: 60_000,
};

/** Bursts: a bucket holds this many seconds of its rate. */
export const BURST_SECONDS = 4;
/** Several messages in a frame are legal; each may call for an answer, so they are counted. */
export const MAX_MESSAGES_PER_FRAME = 64;
/** Gaps that a socket may show before it has to reload. */
export const MAX_GAPS = 3;
/** Updates that wait for the sync that fills the gap before them. */
export const MAX_HELD_UPDATES = 1_000;
