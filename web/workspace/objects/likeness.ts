import { polygonIou } from '@maskroom/shared/geometry/combine';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { createSimplifier, type Simplifier } from '@maskroom/shared/geometry/simplify';

/** What a shape is offered with at first, where that costs nothing that can be seen. */
const FIRST_IOU = 0.99;

/** To the worker: a shape, once; then how many of its vertices to keep. */
export type LikenessQuestion = { readonly polygon: Polygon } | { readonly vertices: number };

/** From the worker: the fewest vertices that are offered at first, then the IoU of each number that was asked for. */
export type LikenessAnswer = { readonly first: number } | { readonly vertices: number; readonly iou: number };

/** The fewest vertices, by halves of halves, that agree with the shape to {@link FIRST_IOU}. */
export function fewestAlike(polygon: Polygon, { fewest, most, withVertices }: Simplifier): number {
  let [low, high] = [fewest, most];
  for (let i = 0; i < 7 && high - low > 1; i++) {
    const middle = (low + high) >> 1;
    if (polygonIou(polygon, withVertices(middle)) >= FIRST_IOU) high = middle;
    else low = middle;
  }
  return high;
}

/** Answers one question after another about one shape. */
export function createLikeness(): (question: LikenessQuestion) => LikenessAnswer {
  let shape: { readonly polygon: Polygon; readonly simplifier: Simplifier } | null = null;
  return (question) => {
    if ('polygon' in question) {
      const { polygon } = question;
      shape = { polygon, simplifier: createSimplifier(polygon) };
      return { first: fewestAlike(polygon, shape.simplifier) };
    }
    if (!shape) throw new Error('no shape was given');
    const { vertices } = question;
    return { vertices, iou: polygonIou(shape.polygon, shape.simplifier.withVertices(vertices)) };
  };
}
