import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { Problem } from '@maskroom/shared/base/problem';
import type { Box } from '@maskroom/shared/geometry/polygon';
import { type EverythingFilters, everythingFilters } from './family/everythingFilters.ts';
import { readManifest } from './family/manifest.ts';
import { familyOf } from './family/modelFamilies.ts';
import type { LowResFrame } from './family/modelFamily.ts';
import { encodedFrame, encodedSize, type ImageFrame, isRegionOf, type Rgb, type Size } from './imageFrame.ts';
import { embeddingKey } from './ladder/embeddingKey.ts';
import { readLadder } from './ladder/ladderFiles.ts';
import { cpuPlacement, type Placement, type Refusal } from './provider/placement.ts';
import type { EmbeddingTensors } from './tensor/embeddingTensors.ts';
import { startWorker } from './worker/startWorker.ts';
import { WorkerPool } from './worker/WorkerPool.ts';
import { warmUpTask } from './worker/warmUp.ts';
import type { Decoded, DecodeRequest, WorkerRole, WorkerSetup } from './worker/workerMessages.ts';

export type { DecodeRequest } from './worker/workerMessages.ts';

export interface ModelInfo {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  /** Px of the longest side as the model sees it. */
  readonly side: number;
  readonly license: string;
  /** See {@link embeddingKey}: models of one key take each other's embeddings, and nobody else's. */
  readonly encoderKey: string;
  /** What an automatic mask must be when nobody says otherwise. */
  readonly everything: EverythingFilters;
}

/** What the encoder made of one picture or a region of it; any worker decodes from it. */
export interface ImageEmbedding {
  /** Unique in this process. */
  readonly key: string;
  readonly bytes: number;
  readonly tensors: EmbeddingTensors;
  readonly frame: ImageFrame;
}

export interface DecodeResult extends Decoded {
  /** Of {@link Decoded.lowResMasks}. */
  readonly lowResFrame: LowResFrame;
}

export interface EncodeOptions {
  /**
   * The part of the picture that `content` shows, in whole px of it; default: all of it. Prompts lie within it, and
   * come and go in px of the whole picture. An outline that goes on beyond it ends at its border.
   */
  readonly region?: Box;
  /** The worker took the picture up. First come, first served. */
  readonly onStart?: () => void;
}

export interface Segmenter {
  readonly model: ModelInfo;
  /** Where it runs now. */
  placement(): Placement;
  /** Threads left behind in runs that do not end. */
  hungThreads(): number;
  /** How many prompts are decoded at the same time. */
  readonly decodeSlots: number;
  /** What a picture or a region of this size must be resized to for {@link encode}. */
  contentSize(image: Size): Size;
  /** `image`: the whole oriented picture. */
  encode(
    content: Rgb,
    image: Size,
    options?: EncodeOptions,
  ): Promise<{ embedding: ImageEmbedding; encodeMs: number }>;
  /** An embedding again from tensors that an encode of the same model, picture and region gave earlier. */
  restore(tensors: EmbeddingTensors, image: Size, region?: Box): ImageEmbedding;
  decode(embedding: ImageEmbedding, request: DecodeRequest): Promise<DecodeResult>;
  /**
   * Many prompts of one picture that nobody waits for one by one, such as a grid of points; answers in their order.
   * A few hops to the workers for all of them, and {@link decode} goes before. Rejects when one of them fails. Each
   * answer holds its candidates' logits: ask for some dozens at a time.
   */
  decodeMany(embedding: ImageEmbedding, requests: readonly DecodeRequest[]): Promise<readonly DecodeResult[]>;
  /** Both roles have their graph open; rejects with Problem `model-failed` when one cannot. */
  ready(): Promise<void>;
  /** Decodes something for nobody; rejects when no prompt would be answered. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface SegmenterOptions {
  /** Default: {@link defaultDecodeWorkers} on the CPU, {@link DEVICE_DECODE_WORKERS} elsewhere. */
  readonly decodeWorkers?: number;
  /** Whether the graphs that `climbLadder` made are used where there are. Default true. */
  readonly ladder?: boolean;
  /** Where it runs; default: on the CPU. */
  readonly placement?: Placement;
  /** Runs that take longer are taken for hung. */
  readonly decodeTimeoutMs?: number;
  /** A part of the model had to be opened on the CPU. */
  readonly onRefusal?: (refusal: Refusal) => void;
  /** A thread is left behind in a run that does not end, and takes a core; `hung` of its role are. */
  readonly onHung?: (role: WorkerRole, hung: number) => void;
  /** Told of each thread that is started, also in place of one that died. */
  readonly onWorkerStart?: (role: WorkerRole, worker: Worker) => void;
}

/** A click takes tens of milliseconds; a decoder that runs this long never comes back. */
const DECODE_TIMEOUT_MS = 30_000;
/** The largest encoders take a dozen seconds on a slow CPU. */
const ENCODE_TIMEOUT_MS = 180_000;
/** A click that comes while a thread is at work for nobody waits this long, and a decode, at most. */
const BACKGROUND_BUDGET_MS = 100;
const MOST_IN_ONE_HOP = 64;
/** An encode leaves clicks and documents three times its share of a busy machine, and still comes to an end on it. */
const ENCODE_NICE = 5;
/** Nobody waits for anything more than for a click. */
const DECODE_NICE = 3;

/**
 * One core is left to the server's own thread: on two busy cores a second decoder gave no more clicks a second
 * and nearly twice the delay of the event loop (p99 13 ms against 7).
 */
export const defaultDecodeWorkers = (cores = availableParallelism()): number =>
  Math.max(1, Math.min(cores, 8));

/** One prepares tensors and traces outlines while the device runs the other's graph. */
const DEVICE_DECODE_WORKERS = 2;

/** {@link startSegmenter}, and waits until both roles can work. */
export async function openSegmenter(folder: string, options: SegmenterOptions = {}): Promise<Segmenter> {
  const segmenter = await startSegmenter(folder, options);
  await segmenter.ready().catch(async (cause) => {
    await segmenter.close();
    throw cause;
  });
  return segmenter;
}

/**
 * Reads and checks the manifest in `folder` and starts the model's threads. What is asked of them waits until they
 * are ready. @throws Problem `model-failed`
 */
export async function startSegmenter(folder: string, options: SegmenterOptions = {}): Promise<Segmenter> {
  const manifest = await readManifest(folder);
  if (!manifest.ok) throw new Problem('model-failed', manifest.error);
  const family = familyOf(manifest.value);
  if (!family.ok) throw new Problem('model-failed', family.error);
  const { id, input, license, name } = manifest.value;
  const climbed = options.ladder === false ? null : await readLadder(folder, manifest.value);
  const ladder = climbed?.graphs ?? undefined;

  let placement = options.placement ?? cpuPlacement();
  const poolOf = (role: WorkerRole, size: number, nice: number, timeoutMs: number) => {
    const setup: WorkerSetup = {
      role,
      folder,
      manifest: manifest.value,
      ladder,
      placement: placement[role],
      nice,
    };
    return new WorkerPool({
      size,
      timeoutMs,
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
  const encoders = poolOf('encode', 1, ENCODE_NICE, ENCODE_TIMEOUT_MS);
  const decodeWorkers = placement.decode.provider === 'cpu' ? defaultDecodeWorkers() : DEVICE_DECODE_WORKERS;
  const decoders = poolOf(
    'decode',
    options.decodeWorkers ?? decodeWorkers,
    DECODE_NICE,
    options.decodeTimeoutMs ?? DECODE_TIMEOUT_MS,
  );
  const contentSize = (image: Size) => family.value.contentSize(manifest.value, image);
  const restore = (tensors: EmbeddingTensors, image: Size, region?: Box): ImageEmbedding => {
    if (region && !isRegionOf(region, image)) {
      throw new RangeError(`[${region}] is no region of ${image.width} × ${image.height} px`);
    }
    return {
      key: randomUUID(),
      bytes: Object.values(tensors).reduce((sum, { data }) => sum + data.byteLength, 0),
      tensors,
      frame: { image, region, content: contentSize(encodedSize({ image, region })) },
    };
  };
  const decode = async (
    { key, tensors, frame }: ImageEmbedding,
    requests: readonly DecodeRequest[],
    { background, budgetMs }: { background?: boolean; budgetMs?: number },
  ): Promise<DecodeResult[]> => {
    const task = {
      kind: 'decode',
      embeddingKey: key,
      embedding: tensors,
      frame,
      requests,
      budgetMs,
    } as const;
    const result = await decoders.submit(task, { background });
    if (!('decoded' in result) || result.decoded.length === 0) throw new Problem('model-failed');
    const lowResFrame = family.value.lowResFrame(manifest.value, encodedFrame(frame));
    return result.decoded.map((decoded) => ({ ...decoded, lowResFrame }));
  };
  const decodeInTurn = async (embedding: ImageEmbedding, requests: readonly DecodeRequest[]) => {
    const results: DecodeResult[] = [];
    while (results.length < requests.length) {
      const next = requests.slice(results.length, results.length + MOST_IN_ONE_HOP);
      results.push(...(await decode(embedding, next, { background: true, budgetMs: BACKGROUND_BUDGET_MS })));
    }
    return results;
  };

  return {
    model: {
      id,
      name,
      family: manifest.value.family,
      side: input.side,
      license,
      encoderKey: embeddingKey(manifest.value, ladder),
      everything: everythingFilters(manifest.value),
    },
    placement: () => placement,
    hungThreads: () => encoders.hung + decoders.hung,
    decodeSlots: decoders.size,
    contentSize,
    restore,
    async encode(content, image, { onStart, region } = {}) {
      const result = await encoders.submit({ kind: 'encode', content }, { onStart });
      if (!('embedding' in result)) throw new Problem('model-failed');
      return { embedding: restore(result.embedding, image, region), encodeMs: result.encodeMs };
    },
    async decode(embedding, request) {
      const [result] = await decode(embedding, [request], {});
      return result;
    },
    async decodeMany(embedding, requests) {
      const lanes = decoders.backgroundSize;
      const each = Math.ceil(requests.length / lanes);
      const parts = Array.from({ length: lanes }, (_, lane) =>
        decodeInTurn(embedding, requests.slice(lane * each, (lane + 1) * each)),
      );
      return (await Promise.all(parts)).flat();
    },
    check: async () => void (await decoders.submit(warmUpTask(manifest.value, 'decode', ladder))),
    ready: async () => void (await Promise.all([encoders.ready(), decoders.ready()])),
    close: async () => void (await Promise.all([encoders.close(), decoders.close()])),
  };
}
