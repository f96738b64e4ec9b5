import { documentCaps } from '@maskroom/shared/document/documentModel';
import type { DocumentLogStore, LogEntry, StoredDocument } from '../store/documentLogStore.ts';
import type { DocumentLimits } from './limits.ts';

interface Commit {
  /** Null for something that only has to wait until all before it is durable. */
  readonly entry: LogEntry | null;
  readonly onDurable: () => void;
  readonly onLost: (cause: unknown) => void;
}

/** Of the bytes that a document may have. */
export const NEARLY_FULL = 0.75;

/**
 * The way from a checked change into the log. Changes become durable in the order they were checked, those that
 * wait together in one append, and only then is anybody told.
 */
export class CommitQueue {
  #waiting: Commit[] = [];
  #inFlight: Commit[] = [];
  #isFlushing = false;
  #lostTo: { cause: unknown } | null = null;
  #lastSeq: number;
  /** In the log behind the last snapshot. */
  #entries: number;
  #bytes: number;
  #snapshotBytes: number;
  #pendingBytes = 0;

  constructor(
    readonly imageId: string,
    readonly log: Pick<DocumentLogStore, 'append'>,
    stored: StoredDocument,
    /** The log failed: nothing that this room holds beyond the log may be shown to anyone. */
    readonly onFailure: (cause: unknown) => void,
  ) {
    this.#lastSeq = stored.lastSeq;
    this.#entries = stored.updates.length;
    this.#bytes = stored.updates.reduce((sum, { length }) => sum + length, 0);
    this.#snapshotBytes = stored.snapshot?.length ?? 0;
  }

  /** Resolves when the entry is durable, after `onDurable`; rejects when the log failed. */
  add(entry: LogEntry | null, onDurable: () => void = () => {}): Promise<void> {
    return new Promise((resolve, reject) => {
      const both = () => {
        onDurable();
        resolve();
      };
      this.push(entry, both, reject);
    });
  }

  /** As {@link add}, without a promise: most callers only have something to say when it is durable. */
  push(entry: LogEntry | null, onDurable: () => void, onLost: (cause: unknown) => void = () => {}): void {
    if (this.#lostTo) {
      onLost(this.#lostTo.cause);
      return;
    }
    this.#waiting.push({ entry, onDurable, onLost });
    this.#pendingBytes += entry?.bytes.length ?? 0;
    if (!this.#isFlushing) void this.#flush();
  }

  /** Of the last durable entry. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** At most this many bytes make the document up, what waits for the log included. */
  get documentBytes(): number {
    return this.#snapshotBytes + this.#bytes + this.#pendingBytes;
  }

  isLong(limits: Pick<DocumentLimits, 'compactEntries' | 'compactBytes'>): boolean {
    return this.#entries >= limits.compactEntries || this.#bytes >= limits.compactBytes;
  }

  /** The log outgrew what it is folded into, or makes the document look fuller than it is. */
  isHeavy({ compactBytes }: Pick<DocumentLimits, 'compactBytes'>): boolean {
    const isDue =
      this.#bytes >= this.#snapshotBytes || this.documentBytes >= NEARLY_FULL * documentCaps.documentBytes;
    return this.#lostTo === null && this.#bytes >= compactBytes && isDue;
  }

  /** Updates that were checked and are not durable yet, oldest first. */
  pending(): Uint8Array[] {
    return [...this.#inFlight, ...this.#waiting].flatMap(({ entry }) => (entry ? [entry.bytes] : []));
  }

  compacted(snapshotBytes: number): void {
    [this.#entries, this.#bytes, this.#snapshotBytes] = [0, 0, snapshotBytes];
  }

  async #flush(): Promise<void> {
    this.#isFlushing = true;
    try {
      while (this.#waiting.length > 0) await this.#flushWaiting();
    } catch (cause) {
      this.#fail(cause);
    }
    this.#isFlushing = false;
  }

  async #flushWaiting(): Promise<void> {
    [this.#inFlight, this.#waiting] = [this.#waiting, []];
    const entries = this.#inFlight.flatMap(({ entry }) => (entry ? [entry] : []));
    if (entries.length > 0) this.#lastSeq = await this.log.append(this.imageId, entries);
    this.#entries += entries.length;
    for (const { bytes } of entries) {
      this.#bytes += bytes.length;
      this.#pendingBytes -= bytes.length;
    }
    // Each leaves the list as it becomes visible, so that `pending` is exact at every moment.
    for (let next = this.#inFlight.shift(); next; next = this.#inFlight.shift()) next.onDurable();
  }

  #fail(cause: unknown): void {
    this.#lostTo = { cause };
    const lost = [...this.#inFlight, ...this.#waiting];
    [this.#inFlight, this.#waiting] = [[], []];
    for (const { onLost } of lost) onLost(cause);
    this.onFailure(cause);
  }
}
