import type { DocumentRoom } from './DocumentRoom.ts';

interface Loaded {
  readonly loading: Promise<DocumentRoom>;
  room: DocumentRoom | null;
  /** Who needs it: sockets, and calls that run. */
  holds: number;
  unload: NodeJS.Timeout | null;
  /** How long it stays after the last hold. */
  stayMs: number;
}

/** After visits in passing alone: until the next batch for the same document. */
const PASSING_MS = 200;

/**
 * The documents in memory: each is loaded once however many come at the same time, stays while somebody holds
 * it, and goes a moment after the last hold is released.
 */
export class RoomTable {
  readonly #rooms = new Map<string, Loaded>();

  constructor(
    readonly load: (imageId: string, forget: () => void) => Promise<DocumentRoom>,
    readonly unloadAfterMs: number,
    readonly onUnloadFailed: (imageId: string, cause: unknown) => void,
  ) {}

  /**
   * Returns the room and how to let go of it. Visits in passing, by whoever goes through many documents, leave none in
   * memory for long. @throws whatever loading throws
   */
  async hold(imageId: string, inPassing = false): Promise<{ room: DocumentRoom; release: () => void }> {
    const loaded = this.#rooms.get(imageId) ?? this.#start(imageId);
    if (!inPassing) loaded.stayMs = this.unloadAfterMs;
    loaded.holds++;
    if (loaded.unload) clearTimeout(loaded.unload);
    try {
      const room = await loaded.loading;
      return { room, release: once(() => this.#release(imageId, loaded)) };
    } catch (cause) {
      this.#forget(imageId, loaded);
      throw cause;
    }
  }

  rooms(): DocumentRoom[] {
    return [...this.#rooms.values()].flatMap(({ room }) => (room ? [room] : []));
  }

  #start(imageId: string): Loaded {
    const loaded: Loaded = {
      loading: this.load(imageId, () => this.#forget(imageId, loaded)).then((room) => {
        loaded.room = room;
        return room;
      }),
      room: null,
      holds: 0,
      unload: null,
      stayMs: Math.min(PASSING_MS, this.unloadAfterMs),
    };
    this.#rooms.set(imageId, loaded);
    return loaded;
  }

  #release(imageId: string, loaded: Loaded): void {
    loaded.holds--;
    if (loaded.holds > 0) return;
    loaded.unload = setTimeout(() => {
      this.#unload(imageId, loaded).catch((cause) => this.onUnloadFailed(imageId, cause));
    }, loaded.stayMs);
    loaded.unload.unref();
  }

  /** Somebody may come while the log is written: the room goes only if it is still unheld then. */
  async #unload(imageId: string, loaded: Loaded): Promise<void> {
    const room = await loaded.loading;
    await room.settled();
    // A room that was given up must not touch a log which its successor writes.
    if (this.#rooms.get(imageId) === loaded) await room.compact();
    if (loaded.holds > 0 || this.#rooms.get(imageId) !== loaded) return;
    this.#rooms.delete(imageId);
    room.destroy();
  }

  #forget(imageId: string, loaded: Loaded): void {
    if (this.#rooms.get(imageId) === loaded) this.#rooms.delete(imageId);
  }
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
