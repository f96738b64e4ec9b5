import { addInstance } from '@maskroom/shared/document/editDocument';
import * as Y from 'yjs';
import { shape } from './documentPeople.ts';

/** A document of its own and the updates that `change` makes, one for each transaction. */
export function updatesOf(...changes: ((doc: Y.Doc) => void)[]): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array) => updates.push(bytes));
  for (const change of changes) change(doc);
  return updates;
}

/** Adds a whole instance. */
export const add =
  (id: string, by = 'ann') =>
  (doc: Y.Doc) =>
    addInstance(doc, shape(id, by), 'x');
