import { setImmediate as nextTurn } from 'node:timers/promises';
import { countInstances, documentRoots, instancesOf } from '@maskroom/shared/document/documentModel';
import * as Y from 'yjs';
import type { StoredDocument } from '../store/documentLogStore.ts';
import { serverClientId } from './ClientOwners.ts';
import { copyOf, Staging } from './Staging.ts';
import { isKnown } from './UpdateGate.ts';
import { step2Frame } from './wire.ts';

/**
 * The copies of one document: `live` holds what is durable and is all that anybody is told; staging, made when
 * the first change comes, holds what was checked and waits for the log.
 */
export class DocumentState {
  readonly live = new Y.Doc();
  #staging: Staging | null = null;
  #wholeStep2: Uint8Array | null = null;

  readonly #serverId: number;

  constructor(stored: Pick<StoredDocument, 'snapshot' | 'updates' | 'epoch'>) {
    this.#serverId = serverClientId(stored.epoch);
    for (const root of documentRoots) this.live.getMap(root);
    this.live.transact(() => {
      if (stored.snapshot) Y.applyUpdate(this.live, stored.snapshot);
      for (const update of stored.updates) Y.applyUpdate(this.live, update);
    });
  }

  /** Makes a durable change visible. */
  show(update: Uint8Array): void {
    Y.applyUpdate(this.live, update);
    this.#wholeStep2 = null;
  }

  get staging(): Staging {
    this.#staging ??= this.#newStaging();
    return this.#staging;
  }

  /**
   * Makes staging ready in several turns of the event loop, for a large document takes as long to read as all others may
   * wait. Nothing may change meanwhile: it is called in a turn of the room.
   */
  async prepare(): Promise<void> {
    if (this.#staging) return;
    const state = this.snapshot();
    await nextTurn();
    const copy = copyOf(state);
    await nextTurn();
    this.#staging ??= new Staging(copy, this.#serverId);
  }

  /** Nothing was tried yet, and this update would change nothing: whoever only looks costs no second copy. */
  isKnown(update: Uint8Array): boolean {
    return this.#staging === null && isKnown(this.live, update);
  }

  /** After a change that must not be: staging starts over from what is durable and what waits for the log. */
  rebuildStaging(pending: readonly Uint8Array[]): void {
    this.#staging?.destroy();
    this.#staging = this.#newStaging();
    for (const update of pending) this.#staging.confirm(this.#staging.apply(update).instanceIds);
  }

  /**
   * The answer to a client's step1, null for one that cannot be read; the one for an empty document is kept
   * until something changes.
   */
  step2(stateVector: Uint8Array): Uint8Array | null {
    const isEmpty = stateVector.length === 1 && stateVector[0] === 0;
    if (!isEmpty) return this.#step2Since(stateVector);
    this.#wholeStep2 ??= step2Frame(Y.encodeStateAsUpdate(this.live));
    return this.#wholeStep2;
  }

  #step2Since(stateVector: Uint8Array): Uint8Array | null {
    try {
      return step2Frame(Y.encodeStateAsUpdate(this.live, stateVector));
    } catch {
      return null;
    }
  }

  #newStaging(): Staging {
    return new Staging(copyOf(this.snapshot()), this.#serverId);
  }

  /** How many are only kept so that their deletion can be undone. */
  get deletedInstances(): number {
    // Yjs counts a map by walking it: asked after every change, that would grow with the document.
    if (this.#staging) return this.#staging.count - this.#staging.presentCount;
    return instancesOf(this.live).size - countInstances(this.live);
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.live);
  }

  snapshot(): Uint8Array {
    return Y.encodeStateAsUpdate(this.live);
  }

  destroy(): void {
    this.live.destroy();
    this.#staging?.destroy();
  }
}
