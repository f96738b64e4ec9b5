import { instancesOf, metaOf } from '@maskroom/shared/document/documentModel';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { recordSteps } from '../../../web/document/journal/recordSteps.ts';
import type { Change } from '../../../web/document/journal/step.ts';
import { sumUp } from '../../../web/document/journal/wanted.ts';
import { watchRefusals } from '../../../web/document/refusals.ts';
import { person, triangle } from './documentActs.ts';
import { stepOf } from './steps.ts';

/** A tab, and a server that can write back what was; `compensating` is what the socket knows of the frame. */
function setUp() {
  const tab = person('ana');
  const server = new Y.Doc();
  const wire = { name: 'wire' };
  const refused: string[] = [];
  let sent: Change[] = [];
  let compensating = false;
  recordSteps(tab.doc, wire, (changes) => sent.push(...changes));
  tab.doc.on(
    'update',
    (update: Uint8Array, origin: unknown) => origin !== wire && Y.applyUpdate(server, update),
  );
  watchRefusals({
    doc: tab.doc,
    isCompensation: () => compensating,
    sent: () => sumUp([stepOf(sent)]),
    onRefused: (ids) => refused.push(...ids),
  });
  const serverWrites = (write: () => void, asCompensation: boolean) => {
    compensating = asCompensation;
    const vector = Y.encodeStateVector(server);
    server.transact(write);
    Y.applyUpdate(tab.doc, Y.encodeStateAsUpdate(server, vector), wire);
    compensating = false;
  };
  const draw = () =>
    tab.editor.add({ label: 'car', geometry: triangle(5), source: 'manual', predictedIou: null });
  /** What was sent so far was confirmed long ago. */
  const settle = () => {
    sent = [];
  };
  return { tab, server, refused, serverWrites, draw, settle };
}

test('a field that the server sets back was refused, however often it was changed on the way', () => {
  const { tab, server, refused, serverWrites, draw, settle } = setUp();
  const id = draw();
  settle();
  tab.editor.reshape(id, triangle(9));
  tab.editor.reshape(id, triangle(12));
  serverWrites(() => instancesOf(server).get(id)?.set('geometry', triangle(5)), true);
  expect(refused).toEqual([id]);
});

test('a creation that the server takes out again was refused', () => {
  const { server, refused, serverWrites, draw } = setUp();
  const id = draw();
  serverWrites(() => instancesOf(server).delete(id), true);
  expect(refused).toEqual([id]);
});

test('somebody else’s work is no refusal, not even right behind an echo', () => {
  const { tab, server, refused, serverWrites, draw, settle } = setUp();
  const id = draw();
  settle();
  tab.editor.relabel([id], 'tree');
  serverWrites(() => instancesOf(server).get(id)?.set('label', 'bus'), true);
  serverWrites(() => instancesOf(server).get(id)?.set('label', 'car'), false);
  expect(refused).toEqual([]);
});

test('going back to an earlier moment is an edit, not a refusal', () => {
  const { tab, server, refused, serverWrites, draw } = setUp();
  const id = draw();
  tab.editor.reshape(id, triangle(9));
  const goBack = () => {
    instancesOf(server).get(id)?.set('geometry', triangle(5));
    metaOf(server).set('restoredAt', 1);
  };
  serverWrites(goBack, true);
  expect(refused).toEqual([]);
});
