import { boxArea } from '@maskroom/shared/geometry/box';
import { boxNms } from './boxNms.ts';
import type { FoundMask } from './foundMask.ts';

export interface PoolChange {
  /** Masks that stand now and did not before, surest first. */
  readonly added: readonly FoundMask[];
  /** Ids of masks that stood before and do not now. */
  readonly withdrawn: readonly number[];
}

type Pooled = Pick<FoundMask, 'id' | 'box' | 'predictedIou' | 'crop'>;

/** IoU of boxes above which one of two masks goes: of one crop, and of different crops. */
export interface NmsThresholds {
  readonly within: number;
  readonly across: number;
}

/**
 * All masks found so far, and which of them stand after box suppression. However they came, what stands at the end is
 * what one suppression over all of them leaves.
 */
export class MaskPool {
  readonly #thresholds: NmsThresholds;
  readonly #byCrop = new Map<Pooled['crop'], FoundMask[]>();
  #standing = new Set<number>();

  constructor(thresholds: NmsThresholds) {
    this.#thresholds = thresholds;
  }

  add(found: readonly FoundMask[]): PoolChange {
    for (const mask of found) {
      const ofCrop = this.#byCrop.get(mask.crop);
      if (ofCrop) ofCrop.push(mask);
      else this.#byCrop.set(mask.crop, [mask]);
    }
    const kept = suppressed([...this.#byCrop.values()], this.#thresholds);
    const before = this.#standing;
    this.#standing = new Set(kept.map(({ id }) => id));
    return {
      added: kept.filter(({ id }) => !before.has(id)),
      withdrawn: [...before].filter((id) => !this.#standing.has(id)),
    };
  }
}

/** Within each crop the surest stay; of those the ones from smaller crops, which show more, then again the surest. */
export function suppressed<T extends Pooled>(
  crops: readonly (readonly T[])[],
  { within, across }: NmsThresholds,
): T[] {
  const kept = crops
    .flatMap((masks) => keep(masks, ({ predictedIou }) => predictedIou, within))
    .sort((a, b) => b.predictedIou - a.predictedIou || a.id - b.id);
  return crops.length > 1 ? keep(kept, ({ crop }) => 1 / boxArea(crop.box), across) : kept;
}

const keep = <T extends Pooled>(masks: readonly T[], scoreOf: (mask: T) => number, threshold: number): T[] =>
  boxNms(
    masks.map(({ box }) => box),
    masks.map(scoreOf),
    threshold,
  ).map((index) => masks[index]);
