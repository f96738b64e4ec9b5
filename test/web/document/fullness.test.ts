import { announcedCaps, instancesOf } from '@maskroom/shared/document/documentModel';
import { addInstance, deleteInstance } from '@maskroom/shared/document/editDocument';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { levelOf, watchFullness } from '../../../web/document/fullness.ts';
import { bulky, shape } from '../../support/documentPeople.ts';

const settled = (check: () => void) => vi.waitFor(check, { timeout: 30_000, interval: 10 });
const add = (doc: Y.Doc, ...ids: string[]) =>
  doc.transact(() => {
    for (const id of ids) addInstance(doc, shape(id, 'ann'), 'x');
  });

test('a picture is half full and full by what is not deleted', async () => {
  const doc = new Y.Doc();
  const watch = watchFullness(doc);
  watch.setCaps({ ...announcedCaps, instances: 4 });
  const level = () => levelOf(watch.store.getState());
  add(doc, 'a');
  expect(level()).toBe('room');
  add(doc, 'b');
  await settled(() => expect(level()).toBe('half'));
  add(doc, 'c', 'd');
  await settled(() => expect(level()).toBe('full'));
  deleteInstance(doc, 'a', 'x');
  await settled(() => expect(level()).toBe('half'));
  watch.destroy();
});

test('what was written over takes no room, however much came in', async () => {
  const doc = new Y.Doc();
  const watch = watchFullness(doc);
  watch.setCaps({ ...announcedCaps, documentBytes: 300_000 });
  const { store } = watch;
  add(doc, 'a');
  for (let i = 0; i < 30; i++) {
    instancesOf(doc).get('a')?.set('geometry', bulky(i));
    watch.count();
  }
  expect(levelOf(store.getState())).toBe('room');
  expect(store.getState().bytes).toBeLessThan(300_000 / 2);
  for (let i = 0; i < 7; i++) addInstance(doc, shape(`n${i}`, 'ann', { geometry: bulky(i) }), 'x');
  watch.count();
  expect(levelOf(store.getState())).toBe('half');
  expect(store.getState()).toMatchObject({ objects: 8, isWhole: true });
  watch.destroy();
});
