import type { OpenPicture } from '@maskroom/shared/protocol/monitor';

/** So long must a person have done nothing where they are before what they do elsewhere takes others along. */
export const STAY_MS = 3_000;

interface Picture extends OpenPicture {
  tabs: number;
  /** The last act on it, or its opening. */
  actedAt: number;
}

/** The pictures that one person has open, and on which of them they are (L8). */
export class Whereabouts {
  readonly #open = new Map<string, Picture>();
  #here: Picture | null = null;

  get here(): OpenPicture | null {
    return this.#here;
  }

  get others(): OpenPicture[] {
    return [...this.#open.values()]
      .filter((picture) => picture !== this.#here)
      .map(({ imageId, imageName }) => ({ imageId, imageName }));
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  has(imageId: string): boolean {
    return this.#open.has(imageId);
  }

  open({ imageId, imageName }: OpenPicture, now: number): void {
    const known = this.#open.get(imageId);
    if (known) {
      known.tabs++;
      return;
    }
    this.#here = { imageId, imageName, tabs: 1, actedAt: now };
    this.#open.set(imageId, this.#here);
  }

  /** Whoever closes all stays where they were. */
  close(imageId: string): void {
    const picture = this.#open.get(imageId);
    if (!picture || --picture.tabs > 0) return;
    this.#open.delete(imageId);
    if (this.#here === picture) this.#here = this.#lastActed() ?? picture;
  }

  act(imageId: string, now: number): void {
    const picture = this.#open.get(imageId);
    if (!picture) return;
    picture.actedAt = now;
    this.settle(now);
  }

  /** How long ago the last act on this picture was, ms. */
  quietMs(imageId: string, now: number): number {
    return now - (this.#open.get(imageId)?.actedAt ?? Number.NEGATIVE_INFINITY);
  }

  /** They are where they acted last, once nothing more happens where they were. */
  settle(now: number): void {
    if (this.settlesIn(now) === 0) this.#here = this.#lastActed() ?? this.#here;
  }

  /** After so many ms they may be elsewhere; null: only once they act. */
  settlesIn(now: number): number | null {
    if (!this.#here || this.#open.size < 2 || this.#lastActed() === this.#here) return null;
    return Math.max(0, STAY_MS - (now - this.#here.actedAt));
  }

  #lastActed(): Picture | undefined {
    let last: Picture | undefined;
    for (const one of this.#open.values()) if (!last || last.actedAt <= one.actedAt) last = one;
    return last;
  }
}
