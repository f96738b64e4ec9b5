import { createListeners } from '@maskroom/shared/base/listeners';
import { type Frame, inImagePixels } from '../layer.ts';
import { visibleBox } from '../viewport.ts';
import { drawTiles } from './drawTiles.ts';
import { TileCache } from './TileCache.ts';
import { TileQueue } from './TileQueue.ts';
import { type LoadTile, type TilePlace, tileKey } from './tile.ts';
import { levelFor, type TiledSize, tilesWithin } from './tileGrid.ts';

/** Of decoded tiles: a 4K screen with what is around it and what it showed before. */
const CACHE_BYTES = 256 * 1024 * 1024;
/** More tiles than these at once would leave no room for what is around; a coarser level is shown then. */
const MOST_IN_SIGHT = 128;
/** A zoom that goes on passes levels that nobody looks at; their tiles are not asked for. */
const LEVEL_REST_MS = 80;

const lowest: TilePlace = { level: 0, column: 0, row: 0 };

/** A picture too large to be held whole: shows what is in sight, by the tiles that fit the zoom, as they come. */
export class TiledPicture {
  readonly picture: TiledSize;
  readonly #cache = new TileCache(CACHE_BYTES);
  readonly #queue: TileQueue;
  readonly #changes = createListeners();
  #preview: CanvasImageSource | null = null;
  #level = -1;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #wanted: readonly TilePlace[] = [];
  #missing = 0;

  /** `failing` is told when tiles do not come, and when they do again. */
  constructor(picture: TiledSize, load: LoadTile, failing: (isFailing: boolean) => void) {
    this.picture = picture;
    this.#queue = new TileQueue(
      load,
      (place, tile) => {
        this.#cache.put(place, tile);
        this.#changes.tell();
      },
      failing,
    );
    this.#queue.want([lowest]);
  }

  /** Something to draw differently came. */
  onChange(listener: () => void): () => void {
    return this.#changes.add(listener);
  }

  /** What its tiles look like has changed. */
  refresh(): void {
    this.#changes.tell();
  }

  /** A small copy of the whole picture, to show until there are tiles. */
  set preview(preview: CanvasImageSource) {
    this.#preview = preview;
    this.#changes.tell();
  }

  /** What tests and benchmarks may ask: tiles of the level in sight that are not there yet, and what all take. */
  get facts(): { tileLevel: number; tilesMissing: number; tileBytes: number } {
    return { tileLevel: this.#level, tilesMissing: this.#missing, tileBytes: this.#cache.bytes };
  }

  draw(frame: Frame): void {
    const { context, ratio, size, viewport } = frame;
    const { height, width } = this.picture;
    if (!this.#cache.has(lowest)) {
      inImagePixels(frame);
      context.fillStyle = 'rgb(128 128 128 / 0.12)';
      if (this.#preview) context.drawImage(this.#preview, 0, 0, width, height);
      else context.fillRect(0, 0, width, height);
    }
    const box = visibleBox(viewport, size);
    let level = levelFor(this.picture, viewport.scale * ratio);
    let places = tilesWithin(this.picture, level, box);
    while (level > 0 && places.length > MOST_IN_SIGHT) places = tilesWithin(this.picture, --level, box);
    drawTiles(frame, this.picture, places, this.#cache);
    const missing = places.filter((place) => !this.#cache.has(place));
    const around = tilesWithin(this.picture, level, box, 1).filter((place) => !this.#cache.has(place));
    const wanted = new Map([lowest, ...missing, ...around].map((place) => [tileKey(place), place]));
    this.#wanted = [...wanted.values()].filter((place) => !this.#cache.has(place));
    this.#missing = missing.length;
    this.#ask(level);
  }

  close(): void {
    clearTimeout(this.#resting);
    this.#queue.close();
    this.#cache.close();
  }

  #ask(level: number): void {
    if (level === this.#level) {
      if (this.#resting === undefined) this.#queue.want(this.#wanted);
      return;
    }
    clearTimeout(this.#resting);
    this.#level = level;
    this.#resting = setTimeout(() => {
      this.#resting = undefined;
      this.#queue.want(this.#wanted);
    }, LEVEL_REST_MS);
  }
}
