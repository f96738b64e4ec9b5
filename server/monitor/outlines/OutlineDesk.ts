import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MonitoredPicture, OutlineChange } from '@maskroom/shared/protocol/monitor';
import type { StoredPicture } from '../../store/outlineStore.ts';
import { type ChangedInstances, PictureOutlines } from './PictureOutlines.ts';

/** What happens to a picture within this time is told once. */
const GATHER_MS = 1_000;
/** Of the server's time, all pictures together: for what changes, and for pictures that are looked at for the first time. */
const SHARES = { changing: 0.003, reading: 0.33 } as const;
/** Outlines are made this long, then the others have their turn. */
const TURN_MS = 3;
/** Whoever else wants the processor makes work look longer than it is. */
const MOST_REST_MS = 2_000;

interface DeskParts {
  /** Undefined: no such picture (any more). */
  readonly read: (imageId: string) => Promise<StoredPicture | undefined>;
  readonly onPicture: (projectId: string, picture: MonitoredPicture) => void;
  readonly onChange: (projectId: string, change: OutlineChange) => void;
  readonly onFailed: (projectId: string, cause: unknown) => void;
}

interface Picture {
  readonly projectId: string;
  /** Null while it is to be read. */
  outlines: PictureOutlines | null;
  /** What happens while it is read, which may have it or not; null while it is not. */
  meanwhile: ChangedInstances[] | null;
  /** Infinity: nothing is to be done. */
  dueAt: number;
}

/** Makes the outlines of pictures, one after the other, and rests behind each as long as its share asks (L7). */
export class OutlineDesk {
  readonly #parts: DeskParts;
  readonly #pictures = new Map<string, Picture>();
  #timer: NodeJS.Timeout | undefined;
  #isAtWork = false;
  #restUntil = 0;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** From now on the picture is told of, whole first. */
  open(imageId: string, projectId: string): void {
    if (this.#pictures.has(imageId)) return;
    const dueAt = performance.now();
    this.#pictures.set(imageId, { projectId, outlines: null, meanwhile: null, dueAt });
    this.#schedule();
  }

  leave(imageId: string): void {
    this.#pictures.delete(imageId);
  }

  /** What is stored of a picture is other now; nothing for one that is not open. */
  note(imageId: string, changed: ChangedInstances): void {
    const picture = this.#pictures.get(imageId);
    if (!picture) return;
    picture.outlines?.note(changed);
    picture.meanwhile?.push(changed);
    this.#doSoon(picture);
    this.#schedule();
  }

  /** Null until it was told. */
  find(imageId: string): MonitoredPicture | null {
    return this.#pictures.get(imageId)?.outlines?.whole() ?? null;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#pictures.clear();
  }

  #doSoon(picture: Picture): void {
    picture.dueAt = Math.min(picture.dueAt, performance.now() + GATHER_MS);
  }

  #schedule(): void {
    if (this.#isAtWork) return;
    clearTimeout(this.#timer);
    const dueAt = Math.min(...[...this.#pictures.values()].map((picture) => picture.dueAt));
    if (dueAt === Number.POSITIVE_INFINITY) return;
    const delay = Math.max(dueAt, this.#restUntil) - performance.now();
    this.#timer = setTimeout(() => void this.#work(), delay).unref();
  }

  /** The picture that has waited longest. */
  async #work(): Promise<void> {
    const [next] = [...this.#pictures].sort(([, a], [, b]) => a.dueAt - b.dueAt);
    if (!next) return;
    const [imageId, picture] = next;
    this.#isAtWork = true;
    picture.dueAt = Number.POSITIVE_INFINITY;
    const beganAt = performance.now();
    const share = picture.outlines ? SHARES.changing : SHARES.reading;
    try {
      if (picture.outlines) this.#tellChange(picture, picture.outlines);
      else await this.#read(imageId, picture);
    } catch (cause) {
      this.#parts.onFailed(picture.projectId, cause);
    }
    const now = performance.now();
    this.#restUntil = now + Math.min(MOST_REST_MS, (now - beganAt) / share);
    this.#isAtWork = false;
    this.#schedule();
  }

  #tellChange(picture: Picture, outlines: PictureOutlines): void {
    const change = outlines.take(performance.now() + TURN_MS);
    if (change) this.#parts.onChange(picture.projectId, change);
    if (!outlines.hasWaiting && outlines.isThin) picture.outlines = null;
    if (outlines.hasWaiting || !picture.outlines) this.#doSoon(picture);
  }

  async #read(imageId: string, picture: Picture): Promise<void> {
    picture.meanwhile = [];
    try {
      const stored = await this.#parts.read(imageId);
      if (!stored) return;
      const outlines = new PictureOutlines(imageId, stored);
      for (;;) {
        for (const changed of picture.meanwhile.splice(0)) outlines.note(changed);
        if (!outlines.hasWaiting) break;
        outlines.take(performance.now() + TURN_MS);
        await nextTurn();
      }
      if (this.#pictures.get(imageId) !== picture) return;
      picture.outlines = outlines;
      this.#parts.onPicture(picture.projectId, outlines.whole());
    } finally {
      picture.meanwhile = null;
    }
  }
}
