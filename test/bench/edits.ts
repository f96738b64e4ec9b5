import { instancesOf } from '@maskroom/shared/document/documentModel';
import { addInstance, setGeometry } from '@maskroom/shared/document/editDocument';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { liveClient } from '../support/liveClient.ts';
import { openPlace } from './place.ts';
import { samplePictures } from './samplePictures.ts';
import { printTable } from './table.ts';

const EDITS = 300;

/** One person's edit → in the other person's document, through the gate and the synced log. */
export async function benchEdits(): Promise<void> {
  await using place = await openPlace(await samplePictures(1));
  const [{ id: imageId }] = place.images;
  const [ann, ben] = [await place.annotator('Ann'), await place.annotator('Ben')];
  await using annClient = await liveClient(place.url, ann.token);
  await using benClient = await liveClient(place.url, ben.token);
  const hers = await annClient.openDocument(imageId);
  const his = await benClient.openDocument(imageId);
  const id = crypto.randomUUID();
  const square = (i: number) =>
    encodeGeometry([
      [
        Array.from(
          { length: 60 },
          (_, v) => [200 + 90 * Math.cos(v / 9.55) + (i % 50), 200 + 90 * Math.sin(v / 9.55)] as const,
        ),
      ],
    ]);
  const seen = (act: () => void): Promise<number> =>
    new Promise((resolve) => {
      const startedAt = performance.now();
      his.doc.once('afterTransaction', () => resolve(performance.now() - startedAt));
      act();
    });
  const label = place.project.labels[0].id;
  await seen(() =>
    addInstance(
      hers.doc,
      { id, label, geometry: square(0), createdBy: ann.id, source: 'manual', predictedIou: null },
      'bench',
    ),
  );
  const delays: number[] = [];
  for (let i = 1; i <= EDITS; i++)
    delays.push(await seen(() => setGeometry(hers.doc, id, square(i), 'bench')));
  if (!instancesOf(his.doc).has(id)) throw new Error('the edits did not arrive');
  printTable('Edit of a 60-vertex shape → the other browser', [
    { name: 'edit → applied at the other', values: delays, target: 'p95 ≤ 50 ms' },
  ]);
}
