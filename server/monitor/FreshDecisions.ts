import type { Decided } from '@maskroom/shared/protocol/socket';

interface Fresh {
  readonly by: string;
  readonly takeBack: () => void;
}

/** More are not kept: the oldest stay counted whatever becomes of them. */
const MOST_KEPT = 10_000;

/** The decisions that stand as their reviewers made them: another of the same person takes the place of the one before (F3). */
export class FreshDecisions {
  readonly #byObject = new Map<string, Fresh>();

  /** `count` counts it, and gives back how to take that back. */
  decided({ by, decision, imageId, instanceId }: Decided, count: () => () => void): void {
    const key = `${imageId}/${instanceId}`;
    const last = this.#byObject.get(key);
    this.#byObject.delete(key);
    if (last?.by === by) last.takeBack();
    if (decision !== 'none') this.#byObject.set(key, { by, takeBack: count() });
    if (this.#byObject.size <= MOST_KEPT) return;
    const [oldest] = this.#byObject.keys();
    this.#byObject.delete(oldest);
  }

  /** What somebody else does to the object makes the decision one for good. */
  changed(imageId: string, instanceId: string, userId: string): void {
    const key = `${imageId}/${instanceId}`;
    const last = this.#byObject.get(key);
    if (last && last.by !== userId) this.#byObject.delete(key);
  }
}
