import { instancesOf, reviewOf } from '@maskroom/shared/document/documentModel';
import { addInstance, deleteInstance, setGeometry, setLabel } from '@maskroom/shared/document/editDocument';
import * as Y from 'yjs';
import { shape, square } from '../support/documentPeople.ts';

/** Who made the document that is fuzzed. */
export const BASE_ID = 1;

/** Three instances of ben's; the third is accepted. */
export function baseState(): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = BASE_ID;
  for (const id of ['a', 'b', 'c']) addInstance(doc, shape(id, 'ben'), 'x');
  reviewOf(doc).set('c', { decision: 'accepted', by: 'rae', at: 1, reason: null, geometryHash: 'x' });
  return Y.encodeStateAsUpdate(doc);
}

/** What ann's tab sends that starts from that document: single updates, and all of them merged. */
export function honestUpdates(base: Uint8Array): Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, base);
  doc.clientID = 900;
  const updates: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array) => updates.push(bytes));
  addInstance(doc, shape('n', 'ann', { predictedIou: 0.5, source: 'model' }), 'x');
  setGeometry(doc, 'a', square(40, 40), 'x');
  setLabel(doc, 'n', 'tree', 'x');
  deleteInstance(doc, 'b', 'x');
  instancesOf(doc).get('n')?.set('attributes', { occluded: true, note: 'x', count: 1.5 });
  instancesOf(doc).delete('n');
  return [...updates, Y.mergeUpdates(updates), Y.encodeStateAsUpdate(doc)];
}
