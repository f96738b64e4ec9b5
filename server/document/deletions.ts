import * as Y from 'yjs';
import { ByteCursor } from './ByteCursor.ts';

/**
 * Whether every range of a scanned update's delete set is deleted already. With no writers either, applying the
 * update would change nothing.
 */
export function deletesNothingNew(doc: Y.Doc, update: Uint8Array, deleteSetAt: number): boolean {
  const input = new ByteCursor(update);
  input.at = deleteSetAt;
  for (let clients = input.varUint(); clients > 0; clients--) {
    const structs = doc.store.clients.get(input.varUint()) ?? [];
    for (let ranges = input.varUint(); ranges > 0; ranges--) {
      const clock = input.varUint();
      if (!isDeleted(structs, clock, clock + input.varUint())) return false;
    }
  }
  return true;
}

function isDeleted(structs: (Y.Item | Y.GC)[], from: number, to: number): boolean {
  const last = structs.at(-1);
  if (last === undefined || to > last.id.clock + last.length) return false;
  for (let i = Y.findIndexSS(structs, from); i < structs.length && structs[i].id.clock < to; i++) {
    if (!structs[i].deleted) return false;
  }
  return true;
}
