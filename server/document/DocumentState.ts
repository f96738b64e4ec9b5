import { countInstances, documentRoots, instancesOf } from '@maskroom/shared/document/documentModel';
import * as Y from 'yjs';
import type { StoredDocument } from '../store/documentLogStore.ts';
import { serverClientId } from './ClientOwners.ts';
import { Staging } from './Staging.ts';
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
    return new Staging(Y.encodeStateAsUpdate(this.live), this.#serverId);
  }

  /** How many are only kept so that their deletion can be undone. */
  get deletedInstances(): number {
    const there = this.#staging?.presentCount ?? countInstances(this.live);
    return instancesOf(this.#staging?.doc ?? this.live).size - there;
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
