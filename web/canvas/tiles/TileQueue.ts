import { type LoadTile, type Tile, type TilePlace, tileKey } from './tile.ts';

/** A browser has six connections to a server; two are left for everything else. */
const AT_ONCE = 4;
/** What did not come, for instance because its tiles are being made, is asked for again after this. */
const RETRY_MS = 1_000;

/** Brings the tiles that are wanted now, in that order; what is no longer wanted is given up. */
export class TileQueue {
  readonly #load: LoadTile;
  readonly #arrived: (place: TilePlace, tile: Tile) => void;
  readonly #failing: (isFailing: boolean) => void;
  readonly #underway = new Map<string, AbortController>();
  #wanted: readonly TilePlace[] = [];
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    load: LoadTile,
    arrived: (place: TilePlace, tile: Tile) => void,
    failing: (isFailing: boolean) => void,
  ) {
    this.#load = load;
    this.#arrived = arrived;
    this.#failing = failing;
  }

  /** Replaces what was wanted before. */
  want(places: readonly TilePlace[]): void {
    this.#wanted = places;
    const keys = new Set(places.map(tileKey));
    for (const [key, controller] of this.#underway) if (!keys.has(key)) controller.abort();
    this.#next();
  }

  close(): void {
    clearTimeout(this.#resting);
    this.want([]);
  }

  #next(): void {
    if (this.#resting !== undefined) return;
    for (const place of this.#wanted) {
      if (this.#underway.size >= AT_ONCE) return;
      if (!this.#underway.has(tileKey(place))) void this.#bring(place);
    }
  }

  async #bring(place: TilePlace): Promise<void> {
    const key = tileKey(place);
    const controller = new AbortController();
    this.#underway.set(key, controller);
    const tile = await this.#load(place, controller.signal).catch(() => null);
    this.#underway.delete(key);
    if (controller.signal.aborted) tile?.close();
    else if (tile) {
      this.#wanted = this.#wanted.filter((one) => tileKey(one) !== key);
      this.#failing(false);
      this.#arrived(place, tile);
    } else this.#rest();
    this.#next();
  }

  #rest(): void {
    this.#failing(true);
    this.#resting ??= setTimeout(() => {
      this.#resting = undefined;
      this.#next();
    }, RETRY_MS);
  }
}
