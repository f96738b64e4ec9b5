import { Problem } from '@maskroom/shared/base/problem';
import { decodeGeometry, type Geometry } from '@maskroom/shared/geometry/geometryCodec';
import { type MeasuredShape, measureShape } from '@maskroom/shared/mask/duplicate';
import type { EverythingOptions } from '@maskroom/shared/protocol/everything';
import type { Size } from '../../inference/imageFrame.ts';
import type { ImageEmbedding } from '../../inference/segmenter.ts';
import type { HeldModel } from '../../session/PromptModels.ts';
import type { Crop } from './cropBoxes.ts';
import { decodePoints } from './decodePoints.ts';
import { generateMasks, plan } from './generateMasks.ts';
import type { OfferChange, OfferedMask } from './Offers.ts';

export interface EverythingParts {
  readonly models: { open(modelId?: string): Promise<EverythingModel> };
  /** The shapes of an image's live instances, now. */
  readonly shapesOf: (imageId: string) => Promise<readonly Geometry[]>;
}

/** What is asked of a model. */
export interface EverythingModel extends Pick<HeldModel, 'model' | 'release'> {
  readonly segmenter: Pick<HeldModel['segmenter'], 'decodeMany'>;
  readonly embeddings: Pick<HeldModel['embeddings'], 'get'>;
  readonly regions: Pick<HeldModel['regions'], 'makeOnce'>;
}

export interface EverythingAsk {
  readonly userId: string;
  readonly image: Size & { readonly id: string };
  readonly options: EverythingOptions;
  /** Default: the server's. */
  readonly modelId?: string;
}

export type EverythingEnd =
  | { readonly status: 'done'; readonly masks: readonly OfferedMask[]; readonly model: string }
  | { readonly status: 'cancelled' };

/** Automatic masks under way for somebody. */
export interface EverythingRun {
  /** Clicks in all. */
  readonly points: number;
  /** Rejects with a Problem: the picture could not be encoded, or the model failed. */
  readonly ended: Promise<EverythingEnd>;
  /** Nothing is heard from now on, and no more clicks are asked; `ended` follows shortly. */
  cancel(): void;
}

export type Hear = (change: OfferChange, done: number, total: number) => void;

export interface Everything {
  /**
   * Begins; `hear` is told after each batch. @throws Problem `rate-limited` when the person has a run already,
   * `unavailable` when the server has as many as it takes, `bad-request` when more is asked than a run may be
   */
  start(ask: EverythingAsk, hear: Hear): EverythingRun;
}

/** Runs take turns in the model, so each more makes all of them slower. */
const MOST_RUNS = 4;
/** Some minutes of a slow CPU. */
const MOST_POINTS = 25_000;

/** Automatic masks: a background job, one a person and few a server. */
export function createEverything(parts: EverythingParts): Everything {
  const people = new Set<string>();
  const measured = new WeakMap<Geometry, MeasuredShape>();

  function measure(geometry: Geometry): MeasuredShape[] {
    const before = measured.get(geometry);
    if (before) return [before];
    const polygon = decodeGeometry(geometry);
    if (!polygon.ok) return [];
    const shape = measureShape(polygon.value);
    measured.set(geometry, shape);
    return [shape];
  }

  async function run(ask: EverythingAsk, signal: AbortSignal, hear: Hear): Promise<EverythingEnd> {
    const model = await parts.models.open(ask.modelId);
    try {
      return { status: 'done', masks: await generate(model, ask, signal, hear), model: model.model.id };
    } catch (cause) {
      if (signal.aborted) return { status: 'cancelled' };
      throw cause;
    } finally {
      model.release();
    }
  }

  function generate(
    model: EverythingModel,
    { image, options }: EverythingAsk,
    signal: AbortSignal,
    hear: Hear,
  ) {
    const { shapesOf } = parts;
    const usual = model.model.everything;
    const least = {
      predictedIou: options.pred_iou_thresh ?? usual.predictedIou,
      stabilityScore: options.stability_score_thresh ?? usual.stability,
      stabilityOffset: options.stability_score_offset,
    };
    return generateMasks({
      image,
      options,
      embed: (crop) => unlessAborted(embeddingOf(model, image, crop, signal), signal),
      decode: (embedding, points) => decodePoints(model.segmenter, embedding, points, least, signal),
      shapes: async () => (await shapesOf(image.id)).flatMap(measure),
      signal,
      hear,
    });
  }

  return {
    start(ask, hear) {
      const { image, options, userId } = ask;
      const points = plan(image, options).reduce((sum, crop) => sum + crop.points.length, 0);
      if (points > MOST_POINTS)
        throw new Problem(
          'bad-request',
          `This is ${points} clicks, at most ${MOST_POINTS} are made: ask for fewer points_per_side, or raise ` +
            'crop_n_points_downscale_factor.',
        );
      if (people.has(userId))
        throw new Problem('rate-limited', 'You have automatic masks under way already; cancel them first.');
      if (people.size >= MOST_RUNS)
        throw new Problem('unavailable', 'Others are making automatic masks; try again in a minute.');
      people.add(userId);
      const aborting = new AbortController();
      const ended = run(ask, aborting.signal, hear).finally(() => people.delete(userId));
      return { points, ended, cancel: () => aborting.abort() };
    },
  };
}

/** The whole picture's is everybody's; that of a crop is made for this run alone. */
const embeddingOf = (
  { embeddings, regions }: EverythingModel,
  image: EverythingAsk['image'],
  { box, layer }: Crop,
  signal: AbortSignal,
): Promise<ImageEmbedding> =>
  layer === 0 ? embeddings.get(image.id, 'batch') : regions.makeOnce(image.id, box, signal);

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}
