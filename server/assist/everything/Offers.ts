import { type MaskWindow, polygonWindow, sharedArea } from '@maskroom/shared/mask/maskWindow';
import type { MaskPlace } from '@maskroom/shared/protocol/everything';
import type { Size } from '../../inference/imageFrame.ts';
import type { FoundMask } from './foundMask.ts';
import { maskTree } from './maskTree.ts';

/** What a batch changed. */
export interface OfferChange {
  readonly added: readonly FoundMask[];
  /** Ids of masks that were offered and are no longer: a surer one took their place. */
  readonly withdrawn: readonly number[];
  /** Of the added, and of those that have another place now. */
  readonly places: readonly MaskPlace[];
}

export type OfferedMask = FoundMask & MaskPlace;

/** Cells along the picture's longer side on which wholes and parts are told: as fine as the models' own masks. */
const GRID_SIDE = 256;

/** The masks on offer and their places in the trees. */
export class Offers {
  readonly #scale: number;
  readonly #masks = new Map<number, { readonly mask: FoundMask; readonly window: MaskWindow }>();
  readonly #shared = memoised(sharedArea);
  #places = new Map<number, MaskPlace>();

  constructor({ width, height }: Size) {
    this.#scale = GRID_SIDE / Math.max(width, height);
  }

  change(added: readonly FoundMask[], withdrawn: readonly number[]): OfferChange {
    const gone = withdrawn.filter((id) => this.#masks.delete(id));
    for (const mask of added)
      this.#masks.set(mask.id, { mask, window: polygonWindow(mask.polygon, this.#scale, this.#scale) });
    const before = this.#places;
    const masks = [...this.#masks].map(([id, { window }]) => ({ id, window }));
    const places = maskTree(masks, this.#shared);
    this.#places = new Map(places.map((place) => [place.id, place]));
    const moved = places.filter(({ id, level, parentId }) => {
      const was = before.get(id);
      return was?.level !== level || was.parentId !== parentId;
    });
    return { added, withdrawn: gone, places: moved };
  }

  /** Surest first. */
  all(): OfferedMask[] {
    return [...this.#places.values()]
      .flatMap((place) => {
        const offered = this.#masks.get(place.id);
        return offered ? [{ ...offered.mask, ...place }] : [];
      })
      .sort((a, b) => b.predictedIou - a.predictedIou || a.id - b.id);
  }
}

/** The same pairs are asked for after every batch. */
function memoised(shared: typeof sharedArea): typeof sharedArea {
  const known = new WeakMap<MaskWindow, WeakMap<MaskWindow, number>>();
  return (a, b) => {
    const ofA = known.get(a) ?? new WeakMap<MaskWindow, number>();
    known.set(a, ofA);
    const before = ofA.get(b);
    const area = before ?? shared(a, b);
    if (before === undefined) ofA.set(b, area);
    return area;
  };
}
