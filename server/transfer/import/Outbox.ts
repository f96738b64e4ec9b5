import type { Batch, ImportItem, ProjectImage } from './importMessages.ts';

/** So much goes into a document at a time: whoever labels meanwhile is held up by no more. */
const BATCH_ITEMS = 50;
const BATCH_BYTES = 16 * 1024;
/** So much may wait until its picture's batch is full; then all of it goes. */
const MOST_WAITING_BYTES = 32 * 1024 * 1024;
/** Of an item beside its geometry, roughly. */
const ITEM_BYTES = 400;

interface Waiting {
  readonly image: ProjectImage;
  items: ImportItem[];
  bytes: number;
}

/** Gathers annotations, which come in any order, by their picture. */
export class Outbox {
  readonly #waiting = new Map<string, Waiting>();
  #due: Batch[] = [];
  #bytes = 0;

  add(image: ProjectImage, item: ImportItem): void {
    const bytes = item.geometry.length + ITEM_BYTES;
    const waiting = this.#waiting.get(image.id) ?? { image, items: [], bytes: 0 };
    this.#waiting.set(image.id, waiting);
    waiting.items.push(item);
    waiting.bytes += bytes;
    this.#bytes += bytes;
    if (waiting.items.length >= BATCH_ITEMS || waiting.bytes >= BATCH_BYTES) this.#send(waiting);
    if (this.#bytes > MOST_WAITING_BYTES) this.#sendAll();
  }

  /** Batches that are full, or all that there is. */
  take(all = false): readonly Batch[] {
    if (all) this.#sendAll();
    const due = this.#due;
    this.#due = [];
    return due;
  }

  #sendAll(): void {
    for (const waiting of this.#waiting.values()) this.#send(waiting);
  }

  #send({ bytes, image, items }: Waiting): void {
    this.#waiting.delete(image.id);
    this.#bytes -= bytes;
    this.#due.push({ image, items });
  }
}
