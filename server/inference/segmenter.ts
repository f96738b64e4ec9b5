import { randomUUID } from 'node:crypto';
import { Problem } from '@maskroom/shared/base/problem';
import type { Box } from '@maskroom/shared/geometry/polygon';
import { type EverythingFilters, everythingFilters } from './family/everythingFilters.ts';
import { encoderKey, readManifest, readManifestAlone } from './family/manifest.ts';
import { familyOf } from './family/modelFamilies.ts';
import type { LowResFrame } from './family/modelFamily.ts';
import { encodedFrame, encodedSize, type ImageFrame, isRegionOf, type Rgb, type Size } from './imageFrame.ts';
import { embeddingKey } from './ladder/embeddingKey.ts';
import { readLadder } from './ladder/ladderFiles.ts';
import type { Placement } from './provider/placement.ts';
import { openRemoteEngine, type RemoteOptions } from './remote/remoteEngine.ts';
import type { EmbeddingTensors } from './tensor/embeddingTensors.ts';
import { type PoolsOptions, startModelPools } from './worker/modelPools.ts';
import { warmUpTask } from './worker/warmUp.ts';
import { BACKGROUND_BUDGET_MS, MOST_IN_ONE_HOP } from './worker/workerLimits.ts';
import type { Decoded, DecodeRequest } from './worker/workerMessages.ts';

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

export interface SegmenterOptions extends PoolsOptions {
  /** Told of each decode that somebody waited for. */
  readonly onDecoded?: (decoded: Decoded) => void;
  /** Whether the graphs that `climbLadder` made are used where there are. Default true. */
  readonly ladder?: boolean;
  /** Servers that run the graphs; then the model's folder needs its manifest only. */
  readonly remote?: RemoteOptions;
}

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
  const manifest = await (options.remote ? readManifestAlone : readManifest)(folder);
  if (!manifest.ok) throw new Problem('model-failed', manifest.error);
  const family = familyOf(manifest.value);
  if (!family.ok) throw new Problem('model-failed', family.error);
  const { id, input, license, name } = manifest.value;
  const climbed =
    options.ladder === false || options.remote ? null : await readLadder(folder, manifest.value);
  const ladder = climbed?.graphs ?? undefined;

  const remote = options.remote && openRemoteEngine(manifest.value, options.remote);
  const { encoders, decoders, placement } = startModelPools(
    { folder, manifest: manifest.value, ladder },
    options,
    remote,
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
    if (!background) for (const decoded of result.decoded) options.onDecoded?.(decoded);
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
      encoderKey: remote ? encoderKey(manifest.value, true) : embeddingKey(manifest.value, ladder),
      everything: everythingFilters(manifest.value),
    },
    placement,
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
    ready: async () => void (await Promise.all([encoders.ready(), decoders.ready(), remote?.watch.ready()])),
    async close() {
      remote?.watch.close();
      await Promise.all([encoders.close(), decoders.close()]);
    },
  };
}
