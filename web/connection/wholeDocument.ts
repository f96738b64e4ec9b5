import * as decoding from 'lib0/decoding';
import { messageYjsSyncStep2 } from 'y-protocols/sync';
import type * as Y from 'yjs';

/** Below this Yjs may write out what came in as it always does. Bytes. */
const LARGE = 64 * 1024;

/**
 * Whoever follows a document's updates makes Yjs write out every transaction, also the one in which the whole document
 * comes: for ten thousand objects that takes longer than reading them, to make bytes that have just arrived.
 * Followers are told of that one with the bytes as they came. An edit made meanwhile is a transaction of its own and
 * is written out as ever. `arriving` is the sync frame that is being applied.
 */
export function announceAsItCame(doc: Y.Doc, origin: object, arriving: () => Uint8Array | null): void {
  let aside: ReturnType<typeof doc._observers.get>;
  const putBack = () => {
    if (aside) doc._observers.set('update', aside);
    aside = undefined;
  };
  doc.on('afterTransactionCleanup', (transaction: Y.Transaction) => {
    putBack();
    const update = transaction.origin === origin ? wholeDocumentIn(arriving()) : null;
    if (update === null) return;
    doc.emit('update', [update, origin, doc, transaction]);
    aside = doc._observers.get('update');
    doc._observers.delete('update');
  });
  doc.on('afterAllTransactions', putBack);
}

/** The update of a large step 2; null for every other frame. */
function wholeDocumentIn(frame: Uint8Array | null): Uint8Array | null {
  if (frame === null || frame.length < LARGE) return null;
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder);
  return decoding.readVarUint(decoder) === messageYjsSyncStep2 ? decoding.readVarUint8Array(decoder) : null;
}
