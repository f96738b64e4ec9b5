import { setImmediate as nextTurn } from 'node:timers/promises';
import { addTo } from '@maskroom/shared/base/groups';
import type { MonitoredPicture, OutlineChange } from '@maskroom/shared/protocol/monitor';
import type { StoredPicture } from '../../store/outlineStore.ts';
import { type ChangedInstances, PictureOutlines } from './PictureOutlines.ts';

/** What happens to pictures within this time is told once, that of all of them together. */
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
  readonly onChanges: (projectId: string, changes: readonly OutlineChange[]) => void;
  readonly onFailed: (projectId: string, cause: unknown) => void;
}

interface Picture {
  readonly projectId: string;
  /** Null while it is to be read. */
  outlines: PictureOutlines | null;
  /** What happens while it is read, which may have it or not; null while it is not. */
  meanwhile: ChangedInstances[] | null;
}

/** Makes the outlines of pictures, a few milliseconds at a time, and rests behind each as long as its share asks (L7). */
export class OutlineDesk {
  readonly #parts: DeskParts;
  readonly #pictures = new Map<string, Picture>();
  /** Pictures to be read, and those of which something is to be told; first come, first served. */
  readonly #unread = new Set<string>();
  readonly #changed = new Set<string>();
  readonly #timers: { reading?: NodeJS.Timeout | undefined; telling?: NodeJS.Timeout | undefined } = {};
  readonly #restUntil = { reading: 0, telling: 0 };
  #isReading = false;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** From now on the picture is told of, whole first. */
  open(imageId: string, projectId: string): void {
    if (this.#pictures.has(imageId)) return;
    this.#pictures.set(imageId, { projectId, outlines: null, meanwhile: null });
    this.#unread.add(imageId);
    this.#readLater(0);
  }

  leave(imageId: string): void {
    this.#pictures.delete(imageId);
    this.#unread.delete(imageId);
    this.#changed.delete(imageId);
  }

  /** What is stored of a picture is other now; nothing for one that is not open. */
  note(imageId: string, changed: ChangedInstances): void {
    const picture = this.#pictures.get(imageId);
    if (!picture) return;
    picture.meanwhile?.push(changed);
    if (picture.outlines) {
      picture.outlines.note(changed);
      this.#changed.add(imageId);
      this.#tellLater();
    } else if (!picture.meanwhile && !this.#unread.has(imageId)) {
      // It could not be read.
      this.#readAnew(imageId, picture);
    }
  }

  /** Null until it was told. */
  find(imageId: string): MonitoredPicture | null {
    return this.#pictures.get(imageId)?.outlines?.whole() ?? null;
  }

  close(): void {
    clearTimeout(this.#timers.reading);
    clearTimeout(this.#timers.telling);
    this.#pictures.clear();
    this.#unread.clear();
    this.#changed.clear();
  }

  #rest(what: 'reading' | 'telling', beganAt: number, share: number): void {
    const now = performance.now();
    this.#restUntil[what] = now + Math.min(MOST_REST_MS, (now - beganAt) / share);
  }

  #tellLater(): void {
    if (this.#timers.telling || this.#changed.size === 0) return;
    const delay = Math.max(GATHER_MS, this.#restUntil.telling - performance.now());
    this.#timers.telling = setTimeout(() => this.#tell(), delay).unref();
  }

  /** As many changed pictures as there is time for, those of a project in one go. */
  #tell(): void {
    this.#timers.telling = undefined;
    const beganAt = performance.now();
    const until = beganAt + TURN_MS;
    const told = new Map<string, OutlineChange[]>();
    for (const imageId of this.#changed) {
      this.#changed.delete(imageId);
      const picture = this.#pictures.get(imageId);
      if (!picture?.outlines) continue;
      try {
        const change = picture.outlines.take(until);
        if (change) addTo(told, picture.projectId, change);
      } catch (cause) {
        this.#parts.onFailed(picture.projectId, cause);
      }
      if (picture.outlines.hasWaiting) this.#changed.add(imageId);
      else if (picture.outlines.isThin) this.#readAnew(imageId, picture);
      if (performance.now() >= until) break;
    }
    for (const [projectId, changes] of told) this.#parts.onChanges(projectId, changes);
    this.#rest('telling', beganAt, SHARES.changing);
    this.#tellLater();
  }

  #readAnew(imageId: string, picture: Picture): void {
    picture.outlines = null;
    this.#unread.add(imageId);
    this.#readLater(GATHER_MS);
  }

  #readLater(delayMs: number): void {
    if (this.#isReading || this.#unread.size === 0) return;
    clearTimeout(this.#timers.reading);
    const delay = Math.max(delayMs, this.#restUntil.reading - performance.now());
    this.#timers.reading = setTimeout(() => void this.#readNext(), delay).unref();
  }

  async #readNext(): Promise<void> {
    const [imageId] = this.#unread;
    const picture = imageId === undefined ? undefined : this.#pictures.get(imageId);
    if (imageId === undefined || !picture) return;
    this.#unread.delete(imageId);
    this.#isReading = true;
    const beganAt = performance.now();
    try {
      await this.#read(imageId, picture);
    } catch (cause) {
      this.#parts.onFailed(picture.projectId, cause);
    }
    this.#rest('reading', beganAt, SHARES.reading);
    this.#isReading = false;
    this.#readLater(0);
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
