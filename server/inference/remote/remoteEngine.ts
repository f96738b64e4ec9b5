import type { Manifest } from '../family/manifest.ts';
import type { WorkerRole } from '../worker/workerMessages.ts';
import type { RemoteModel } from './KserveClient.ts';
import { ReplicaBoard } from './ReplicaBoard.ts';
import { type ReplicaState, ReplicaWatch } from './ReplicaWatch.ts';
import { MOST_ATTEMPTS, type RemoteGraphSetup } from './remoteGraph.ts';

export interface RemoteOptions {
  /** What stands before `/v2` at each replica. */
  readonly urls: readonly string[];
  /** Prompts under way at a time for each replica. */
  readonly slots: number;
  /** Of one prompt at one replica; a picture may take {@link PICTURE_FACTOR} times that. */
  readonly timeoutMs: number;
  /** A replica that fails again and again is looked at after this long. Default 15 s. */
  readonly longestPauseMs?: number;
  /** A replica came or went. */
  readonly onReplica?: (state: ReplicaState) => void;
}

/** Encoders do some two hundred times a decoder's work, on the same machine. */
const PICTURE_FACTOR = 12;
/** Each slot is a thread that waits most of its time. */
const MOST_THREADS = 64;
/** Metadata and health come on top of the questions themselves. */
const SMALL_CALLS_MS = 15_000;

export interface RemoteEngine {
  readonly watch: ReplicaWatch;
  /** How many threads wait for answers, and after how long a thread is taken for hung. */
  pool(role: WorkerRole): { readonly size: number; readonly timeoutMs: number };
  setup(role: WorkerRole): RemoteGraphSetup;
}

/** The model on KServe v2 servers, each of which has both graphs. Looks for them at once. */
export function openRemoteEngine(manifest: Manifest, options: RemoteOptions): RemoteEngine {
  const { urls, slots, longestPauseMs, onReplica } = options;
  const models: Readonly<Record<WorkerRole, RemoteModel>> = {
    encode: { name: `${manifest.id}-encoder`, ...named(manifest.remote?.encoder) },
    decode: { name: `${manifest.id}-decoder`, ...named(manifest.remote?.decoder) },
  };
  const ofPicture = {
    encode: Object.keys(manifest.encoder.inputs),
    decode: Object.keys(manifest.encoder.outputs).filter((name) =>
      Object.hasOwn(manifest.decoder.inputs, name),
    ),
  };
  const timeoutMs = { encode: PICTURE_FACTOR * options.timeoutMs, decode: options.timeoutMs };
  const board = ReplicaBoard.memoryFor(urls.length);
  return {
    watch: new ReplicaWatch({
      urls,
      graphs: [
        { graph: manifest.encoder, model: models.encode },
        { graph: manifest.decoder, model: models.decode },
      ],
      board: new ReplicaBoard(board),
      longestPauseMs,
      onChange: onReplica,
    }),
    pool: (role) => ({
      size: Math.min(MOST_THREADS, role === 'encode' ? urls.length : urls.length * slots),
      timeoutMs: MOST_ATTEMPTS * timeoutMs[role] + SMALL_CALLS_MS,
    }),
    setup: (role) => ({
      model: models[role],
      ofPicture: ofPicture[role],
      urls,
      board,
      timeoutMs: timeoutMs[role],
    }),
  };
}

const named = (said?: { model: string; version?: string }): RemoteModel | undefined =>
  said && { name: said.model, version: said.version };
