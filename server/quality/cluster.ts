import { MATCH_IOU, mostIou, shapeIou } from './iou.ts';
import type { Steps } from './pieces.ts';
import type { QualityShape } from './shape.ts';

/** A shape in somebody's layer. */
export interface LayerShape extends QualityShape {
  /** Whose layer. */
  readonly layer: string;
}

/** Shapes of one object, of at most one of each layer. */
export interface Cluster<T extends LayerShape> {
  /** From the one with the highest mean IoU to the others down. */
  readonly members: readonly ClusterMember<T>[];
  /** What most say it is. */
  readonly label: string;
}

export interface ClusterMember<T extends LayerShape> {
  readonly shape: T;
  /** To the other members; 1 for one alone. */
  readonly meanIou: number;
}

interface Pair {
  readonly a: number;
  readonly b: number;
  readonly iou: number;
}

/** Which shapes of several layers are the same objects (Q10), in the order of their ids. */
export function* clusterShapes<T extends LayerShape>(
  shapes: readonly T[],
  threshold = MATCH_IOU,
): Steps<Cluster<T>[]> {
  const sorted = [...shapes].sort((a, b) => (a.id < b.id ? -1 : 1));
  const known = new Map<number, number>();
  const iouOf = (a: number, b: number): number => {
    const key = Math.min(a, b) * sorted.length + Math.max(a, b);
    const there = known.get(key);
    if (there !== undefined) return there;
    const iou = mostIou(sorted[a], sorted[b]) === 0 ? 0 : shapeIou(sorted[a], sorted[b]);
    known.set(key, iou);
    return iou;
  };
  const pairs: Pair[] = [];
  for (let a = 0; a < sorted.length; a++) {
    for (let b = a + 1; b < sorted.length; b++) {
      yield;
      if (sorted[a].layer === sorted[b].layer || mostIou(sorted[a], sorted[b]) < threshold) continue;
      const iou = iouOf(a, b);
      if (iou >= threshold) pairs.push({ a, b, iou });
    }
  }
  const isOneLabel = ({ a, b }: Pair): number => (sorted[a].label === sorted[b].label ? 1 : 0);
  pairs.sort(
    (one, other) =>
      other.iou - one.iou || isOneLabel(other) - isOneLabel(one) || one.a - other.a || one.b - other.b,
  );
  const clusters = sorted.map((_, i): number[] => [i]);
  for (const { a, b } of pairs) {
    yield;
    const [one, other] = [clusters[a], clusters[b]];
    if (one === other || !mayJoin(one, other)) continue;
    const joined = [...one, ...other];
    for (const member of joined) clusters[member] = joined;
  }

  function mayJoin(one: readonly number[], other: readonly number[]): boolean {
    const layers = new Set(one.map((member) => sorted[member].layer));
    if (other.some((member) => layers.has(sorted[member].layer))) return false;
    const ious = one.flatMap((member) => other.map((its) => iouOf(member, its)));
    return mean(ious) >= threshold;
  }

  const described: Cluster<T>[] = [];
  for (const members of new Set(clusters)) {
    yield;
    described.push(describe(members, sorted, iouOf));
  }
  return described;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Q11. */
function describe<T extends LayerShape>(
  places: readonly number[],
  shapes: readonly T[],
  iouOf: (a: number, b: number) => number,
): Cluster<T> {
  const members = [...places]
    .sort((a, b) => a - b)
    .map((place) => {
      const others = places.filter((other) => other !== place);
      return {
        shape: shapes[place],
        meanIou: others.length === 0 ? 1 : mean(others.map((other) => iouOf(place, other))),
      };
    })
    .sort((a, b) => b.meanIou - a.meanIou);
  return { members, label: majorityOf(members.map(({ shape }) => shape.label)) };
}

/** Of as many votes the one that is named first. */
function majorityOf(labels: readonly string[]): string {
  let [best, most] = [labels[0], 0];
  for (const label of new Set(labels)) {
    const votes = labels.filter((other) => other === label).length;
    if (votes > most) [best, most] = [label, votes];
  }
  return best;
}
