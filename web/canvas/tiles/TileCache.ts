import { type Tile, type TilePlace, tileKey } from './tile.ts';

/** Decoded tiles, those that were not looked at for the longest time forgotten first. Level 0 stays. */
export class TileCache {
  readonly #tiles = new Map<string, Tile>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  has(place: TilePlace): boolean {
    return this.#tiles.has(tileKey(place));
  }

  /** To look at it now. */
  get(place: TilePlace): Tile | undefined {
    const key = tileKey(place);
    const tile = this.#tiles.get(key);
    if (tile) {
      this.#tiles.delete(key);
      this.#tiles.set(key, tile);
    }
    return tile;
  }

  put(place: TilePlace, tile: Tile): void {
    const key = tileKey(place);
    this.#drop(key);
    this.#tiles.set(key, tile);
    this.#bytes += tile.bytes;
    for (const oldest of this.#tiles.keys()) {
      if (this.#bytes <= this.#maxBytes) break;
      if (oldest !== key && !oldest.startsWith('0/')) this.#drop(oldest);
    }
  }

  close(): void {
    for (const key of [...this.#tiles.keys()]) this.#drop(key);
  }

  #drop(key: string): void {
    const tile = this.#tiles.get(key);
    if (!tile) return;
    this.#tiles.delete(key);
    this.#bytes -= tile.bytes;
    tile.close();
  }
}
