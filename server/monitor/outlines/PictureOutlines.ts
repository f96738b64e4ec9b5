import {
  MOST_OUTLINES,
  type MonitoredPicture,
  type OutlineChange,
  type TileOutline,
} from '@maskroom/shared/protocol/monitor';
import type { OutlineRow, StoredPicture } from '../../store/outlineStore.ts';
import { type PictureSize, tileOutline } from './tileOutline.ts';

/** With fewer than this left of those that are shown, older ones are worth reading. */
const THIN = 0.75 * MOST_OUTLINES;

interface Shown {
  readonly hash: string;
  readonly told: TileOutline;
}

/** What is stored of a picture otherwise than before. */
export interface ChangedInstances {
  readonly put: readonly OutlineRow[];
  readonly removed: readonly string[];
}

/** The outlines of one picture's newest objects, and what happened to it since they were made. */
export class PictureOutlines {
  readonly #imageId: string;
  readonly #size: PictureSize;
  readonly #ids: Set<string>;
  /** Oldest first. */
  readonly #shown = new Map<string, Shown>();
  /** By instance, oldest first; null: it is gone. */
  readonly #waiting = new Map<string, OutlineRow | null>();
  #toldTotal: number;

  constructor(imageId: string, { height, ids, newest, width }: StoredPicture) {
    this.#imageId = imageId;
    this.#size = { width, height };
    this.#ids = new Set(ids);
    this.#toldTotal = this.#ids.size;
    this.note({ put: newest, removed: [] });
  }

  note({ put, removed }: ChangedInstances): void {
    for (const row of put) this.#wait(row.id, row);
    for (const id of removed) this.#wait(id, null);
  }

  get hasWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** There are objects that would have a place among those that are shown. */
  get isThin(): boolean {
    return this.#shown.size < Math.min(THIN, this.#ids.size);
  }

  /** Makes outlines of what waits until the time has come; null when all is as it was told last. */
  take(until: number): OutlineChange | null {
    const [put, gone] = [new Map<string, TileOutline>(), new Set<string>()];
    const hide = (id: string): void => {
      if (!this.#shown.delete(id)) return;
      put.delete(id);
      gone.add(id);
    };
    let passed = this.#countWaitingRows() - MOST_OUTLINES;
    for (const [id, row] of this.#waiting) {
      this.#waiting.delete(id);
      if (row) this.#ids.add(id);
      else this.#ids.delete(id);
      if (row && this.#shown.get(id)?.hash === row.geometry_hash && this.#labelOf(id) === row.label_id)
        continue;
      // Among so many new ones it would have no place.
      const outline = row && passed-- <= 0 ? tileOutline(row.geometry, this.#size) : null;
      if (row === null || outline === null) {
        hide(id);
        continue;
      }
      const told = { id, labelId: row.label_id, outline };
      this.#shown.delete(id);
      this.#shown.set(id, { hash: row.geometry_hash, told });
      gone.delete(id);
      put.set(id, told);
      for (const oldest of this.#shown.keys()) {
        if (this.#shown.size <= MOST_OUTLINES) break;
        hide(oldest);
      }
      if (performance.now() >= until) break;
    }
    const total = this.#ids.size;
    if (put.size === 0 && gone.size === 0 && total === this.#toldTotal) return null;
    this.#toldTotal = total;
    return { imageId: this.#imageId, total, put: [...put.values()], gone: [...gone] };
  }

  whole(): MonitoredPicture {
    const outlines = [...this.#shown.values()].map(({ told }) => told);
    return { imageId: this.#imageId, ...this.#size, total: this.#toldTotal, outlines };
  }

  #wait(id: string, row: OutlineRow | null): void {
    this.#waiting.delete(id);
    this.#waiting.set(id, row);
  }

  #labelOf(id: string): string | undefined {
    return this.#shown.get(id)?.told.labelId;
  }

  #countWaitingRows(): number {
    let rows = 0;
    for (const row of this.#waiting.values()) if (row) rows++;
    return rows;
  }
}
