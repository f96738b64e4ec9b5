import type { ReviewDecision } from '@maskroom/shared/annotation/instance';
import { documentRoots, instancesOf, readDecision } from '@maskroom/shared/document/documentModel';
import * as Y from 'yjs';
import { SERVER_CLIENT_ID } from './ClientOwners.ts';
import { type InstanceValues, isPresent, readValues } from './instanceValues.ts';

/** What one transaction did to the staging document. */
export interface Staged {
  /** The change as Yjs writes it, without what was known before; null when nothing changed. */
  readonly update: Uint8Array | null;
  readonly instanceIds: ReadonlySet<string>;
  /** Something else than the instances' fields was written: a server's root, a list, a nested type. */
  readonly elsewhere: string | null;
}

/**
 * A second copy of a document, one step ahead of the live one: changes are tried on it and read back before
 * anybody else sees them. After a throw it may hold anything and must be thrown away.
 */
export class Staging {
  /** The instances as they were when last {@link confirm}ed. */
  readonly #confirmed = new Map<string, InstanceValues>();
  #presentCount = 0;
  #ids = new Set<string>();
  #elsewhere: string | null = null;
  #update: Uint8Array | null = null;

  constructor(
    /** A copy of its own, as {@link copyOf} makes it. */
    readonly doc: Y.Doc,
    readonly serverId = SERVER_CLIENT_ID,
  ) {
    for (const [id, map] of instancesOf(this.doc)) this.#setConfirmed(id, readValues(map));
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => this.#readChanges(transaction));
    this.doc.on('update', (update: Uint8Array) => {
      this.#update = update;
    });
  }

  /** @throws whatever Yjs throws at bytes that passed the scan and still mean nothing */
  apply(update: Uint8Array): Staged {
    const staged = this.#stage(() => Y.applyUpdate(this.doc, update));
    if (this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null) {
      throw new Error('the update left structs waiting');
    }
    return staged;
  }

  /** A change by the server itself, under its own client id. */
  write(change: (doc: Y.Doc) => void): Staged {
    const ownId = this.doc.clientID;
    this.doc.clientID = this.serverId;
    try {
      return this.#stage(() => this.doc.transact(() => change(this.doc)));
    } finally {
      // Yjs takes it for a clash when structs of the document's own id come from outside.
      this.doc.clientID = ownId;
    }
  }

  before(id: string): InstanceValues | undefined {
    return this.#confirmed.get(id);
  }

  /** The instance as the document has it now; null when its place holds something else than a map. */
  after(id: string): InstanceValues | undefined | null {
    const map: unknown = instancesOf(this.doc).get(id);
    if (map === undefined) return undefined;
    return map instanceof Y.Map ? readValues(map) : null;
  }

  decision(id: string): ReviewDecision | undefined {
    return readDecision(this.doc, id);
  }

  /** How many instances there are, deleted ones among them, as last confirmed. */
  get count(): number {
    return this.#confirmed.size;
  }

  /** How many of them are not deleted. */
  get presentCount(): number {
    return this.#presentCount;
  }

  /** What stands in the document now is what later changes are compared with. */
  confirm(ids: Iterable<string>): void {
    for (const id of ids) this.#setConfirmed(id, this.after(id) ?? undefined);
  }

  destroy(): void {
    this.doc.destroy();
  }

  #setConfirmed(id: string, values: InstanceValues | undefined): void {
    this.#presentCount += Number(isPresent(values)) - Number(isPresent(this.#confirmed.get(id)));
    if (values) this.#confirmed.set(id, values);
    else this.#confirmed.delete(id);
  }

  #stage(change: () => void): Staged {
    [this.#ids, this.#elsewhere, this.#update] = [new Set(), null, null];
    change();
    return { update: this.#update, instanceIds: this.#ids, elsewhere: this.#elsewhere };
  }

  #readChanges({ changed }: Y.Transaction): void {
    const instances = instancesOf(this.doc);
    for (const [type, keys] of changed) {
      const target: object = type;
      if (keys.has(null)) this.#elsewhere = 'a list';
      else if (target === instances) for (const id of keys) this.#ids.add(String(id));
      else if (Object.is(type.parent, instances) && type._item?.parentSub)
        this.#ids.add(type._item.parentSub);
      else this.#elsewhere = rootName(this.doc, target) ?? 'a nested type';
    }
  }
}

/** A document of its own that says the same. */
export function copyOf(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  for (const root of documentRoots) doc.getMap(root);
  Y.applyUpdate(doc, state);
  return doc;
}

const rootName = (doc: Y.Doc, type: object): string | undefined =>
  documentRoots.find((root) => Object.is(doc.getMap(root), type));
