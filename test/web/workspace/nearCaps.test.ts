import { documentCaps } from '@maskroom/shared/document/documentModel';
import { expect, test } from 'vitest';
import { createShapeStore } from '../../../web/document/shapeStore.ts';
import { warnNearCaps } from '../../../web/workspace/nearCaps.ts';
import { person, triangle } from '../document/documentActs.ts';

test('people hear once when half of a cap is used, deleted objects counted', () => {
  const { doc, editor } = person('ana');
  const warned: string[] = [];
  const near = warnNearCaps(doc, createShapeStore(doc).store, ({ title }) => warned.push(title));
  near.know({ ...documentCaps, instances: 8 }, 1_000);
  const ids = [1, 2, 3].map((size) =>
    editor.add({ label: 'car', geometry: triangle(size), source: 'manual', predictedIou: null }),
  );
  editor.remove(ids);
  expect(warned).toEqual([]);
  for (const size of [4, 5])
    editor.add({ label: 'car', geometry: triangle(size), source: 'manual', predictedIou: null });
  expect(warned).toEqual(['4 objects of at most 8 objects']);
  near.know(documentCaps, documentCaps.documentBytes / 2);
  expect(warned.at(-1)).toMatch(/8.4 MB of at most 17 MB/);
  near.stop();
});
