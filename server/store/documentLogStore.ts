import type { Transaction } from 'kysely';
import type { Database } from './database.ts';
import { writeHistory } from './historyStore.ts';
import { putInstances } from './instanceStore.ts';
import type { InstanceRow } from './instanceTables.ts';
import type { Tables } from './tables.ts';

/** One change of a document and all that follows from it; it is stored whole or not at all. */
export interface LogEntry {
  /** Null when the server wrote it. */
  readonly userId: string | null;
  readonly at: number;
  /** A Yjs update, version 1. */
  readonly bytes: Uint8Array;
  /** Yjs client ids that `userId` writes with for the first time; an earlier claim of another stays. */
  readonly claims: readonly number[];
  /** What the read model must say from now on. */
  readonly instances: { readonly put: readonly InstanceRow[]; readonly removed: readonly string[] };
}

export interface StoredDocument {
  readonly snapshot: Uint8Array | null;
  /** What came after the snapshot, oldest first. */
  readonly updates: readonly Uint8Array[];
  /** 0 for a document that nobody has written to. */
  readonly lastSeq: number;
  readonly owners: ReadonlyMap<number, string>;
  /** How often it was made anew. */
  readonly epoch: number;
  /** Client ids of before it was last made anew. */
  readonly spent: ReadonlySet<number>;
}

/** The log of documents: the only place where an edit has to be for it to count as saved. */
export interface DocumentLogStore {
  load(imageId: string): Promise<StoredDocument>;
  /** Resolves with the last entry's sequence number once all of them are durable; appends keep their order. */
  append(imageId: string, entries: readonly LogEntry[]): Promise<number>;
  /** Puts the snapshot in the place of every entry up to and including `uptoSeq`. */
  compact(imageId: string, snapshot: Uint8Array, uptoSeq: number): Promise<void>;
  /** Puts a document that was made anew in the place of all that there is, and spends its client ids. */
  renew(imageId: string, fresh: Uint8Array, uptoSeq: number, epoch: number): Promise<void>;
  countInstances(imageId: string): Promise<number>;
}

interface WaitingAppend {
  readonly imageId: string;
  readonly entries: readonly LogEntry[];
  readonly resolve: (seq: number) => void;
  readonly reject: (cause: unknown) => void;
}

/**
 * The log in the database. Appends that wait at the same time, of any document, share one transaction and so
 * one sync of the disk.
 */
export function createDocumentLogStore(db: Database): DocumentLogStore {
  let waiting: WaitingAppend[] = [];
  let committing = false;

  async function commitWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await commit(batch).catch(() => commitOneByOne(batch));
    }
    committing = false;
  }

  async function commit(batch: readonly WaitingAppend[]): Promise<void> {
    const seqs = await db.transaction().execute(async (trx) => {
      const written: number[] = [];
      for (const { imageId, entries } of batch) written.push(await appendAll(trx, imageId, entries));
      return written;
    });
    for (const [i, { resolve }] of batch.entries()) resolve(seqs[i]);
  }

  /** One document's failure (its image is gone, say) must not be everyone's. */
  async function commitOneByOne(batch: readonly WaitingAppend[]): Promise<void> {
    for (const append of batch) await commit([append]).catch(append.reject);
  }

  return {
    append: (imageId, entries) =>
      new Promise((resolve, reject) => {
        waiting.push({ imageId, entries, resolve, reject });
        if (committing) return;
        committing = true;
        // Every frame that the sockets hold by now gets into the same commit.
        setImmediate(() => void commitWaiting());
      }),
    load: (imageId) => db.transaction().execute((trx) => loadDocument(trx, imageId)),
    compact: (imageId, snapshot, uptoSeq) =>
      db.transaction().execute((trx) => replaceBySnapshot(trx, imageId, { bytes: snapshot }, uptoSeq)),
    renew: (imageId, bytes, uptoSeq, epoch) =>
      db.transaction().execute(async (trx) => {
        await replaceBySnapshot(trx, imageId, { bytes, epoch }, uptoSeq);
        await trx.updateTable('document_clients').set({ spent: 1 }).where('image_id', '=', imageId).execute();
      }),
    async countInstances(imageId) {
      const { count } = await db
        .selectFrom('instances')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('image_id', '=', imageId)
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

async function appendAll(
  trx: Transaction<Tables>,
  imageId: string,
  entries: readonly LogEntry[],
): Promise<number> {
  let seq = 0;
  for (const { userId, at, bytes, claims, instances } of entries) {
    if (userId !== null && claims.length > 0) {
      const rows = claims.map((clientId) => ({ image_id: imageId, client_id: clientId, user_id: userId }));
      await trx
        .insertInto('document_clients')
        .values(rows)
        .onConflict((on) => on.doNothing())
        .execute();
    }
    const row = { image_id: imageId, user_id: userId, at, bytes };
    const inserted = await trx
      .insertInto('document_updates')
      .values(row)
      .returning('seq')
      .executeTakeFirstOrThrow();
    seq = inserted.seq;
    await writeHistory(trx, { imageId, userId, at, ...instances });
    for (const removed of instances.removed) {
      await trx.deleteFrom('instances').where('image_id', '=', imageId).where('id', '=', removed).execute();
    }
    await putInstances(trx, instances.put);
  }
  return seq;
}

async function loadDocument(trx: Transaction<Tables>, imageId: string): Promise<StoredDocument> {
  const snapshot = await trx
    .selectFrom('document_snapshots')
    .select(['bytes', 'upto_seq', 'epoch'])
    .where('image_id', '=', imageId)
    .executeTakeFirst();
  const uptoSeq = snapshot?.upto_seq ?? 0;
  const updates = await trx
    .selectFrom('document_updates')
    .select(['seq', 'bytes'])
    .where('image_id', '=', imageId)
    .where('seq', '>', uptoSeq)
    .orderBy('seq')
    .execute();
  const clients = await trx
    .selectFrom('document_clients')
    .select(['client_id', 'user_id', 'spent'])
    .where('image_id', '=', imageId)
    .execute();
  return {
    snapshot: snapshot?.bytes ?? null,
    updates: updates.map(({ bytes }) => bytes),
    lastSeq: updates.at(-1)?.seq ?? uptoSeq,
    owners: new Map(clients.map(({ client_id, user_id }) => [client_id, user_id])),
    epoch: snapshot?.epoch ?? 0,
    spent: new Set(clients.flatMap(({ client_id, spent }) => (spent === 1 ? [client_id] : []))),
  };
}

async function replaceBySnapshot(
  trx: Transaction<Tables>,
  imageId: string,
  snapshot: { readonly bytes: Uint8Array; readonly epoch?: number },
  uptoSeq: number,
): Promise<void> {
  const newest = await trx
    .selectFrom('document_snapshots')
    .select('upto_seq')
    .where('image_id', '=', imageId)
    .executeTakeFirst();
  // What an older snapshot would leave out is not in the log any more.
  if (newest && newest.upto_seq > uptoSeq) return;
  const values = { ...snapshot, upto_seq: uptoSeq, at: Date.now() };
  await trx
    .insertInto('document_snapshots')
    .values({ image_id: imageId, ...values })
    .onConflict((on) => on.column('image_id').doUpdateSet(values))
    .execute();
  await trx
    .deleteFrom('document_updates')
    .where('image_id', '=', imageId)
    .where('seq', '<=', uptoSeq)
    .execute();
}
