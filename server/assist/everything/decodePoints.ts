import type { Point } from '@maskroom/shared/geometry/polygon';
import type { MaskCandidate } from '@maskroom/shared/prompt/prompt';
import type { DecodeRequest, ImageEmbedding, Segmenter } from '../../inference/segmenter.ts';

export interface PointAnswer {
  readonly point: Point;
  readonly candidates: readonly MaskCandidate[];
}

/** Asked of the model in one go: as long as this many take, a cancel waits at most. */
const AT_ONCE = 16;

/** The masks of each click that pass `least`, in the clicks' order, behind everything that somebody waits for. */
export async function* decodePoints(
  segmenter: Pick<Segmenter, 'decodeMany'>,
  embedding: ImageEmbedding,
  points: readonly Point[],
  least: DecodeRequest['least'],
  signal: AbortSignal,
): AsyncGenerator<PointAnswer> {
  for (let start = 0; start < points.length; start += AT_ONCE) {
    signal.throwIfAborted();
    const some = points.slice(start, start + AT_ONCE);
    const answers = await segmenter.decodeMany(
      embedding,
      some.map(([x, y]) => ({ prompt: { points: [[x, y, 1]] }, multimask: true, least })),
    );
    for (const [i, { candidates }] of answers.entries()) yield { point: some[i], candidates };
  }
}
