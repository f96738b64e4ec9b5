import { decodeGeometry, encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import { expect, test } from 'vitest';
import { starRing } from '../../support/arbitraryPolygon.ts';
import { annotationMask, rowMajor } from '../../support/cocoDecoder.ts';
import { parseCoco } from '../../support/cocoFile.ts';
import { createHttpFixture } from '../../support/httpFixture.ts';
import { storeInstance } from '../../support/storedInstance.ts';

const ring = (radius: number) => starRing([30, 22], new Array(24).fill(radius));
const donut: Polygon = [[ring(18), ring(7)]];

test('a project downloads as COCO that means the masks that were drawn, under a harmless name', async () => {
  const { actor, addPicture, call, db } = await createHttpFixture();
  await db.updateTable('projects').set({ name: 'Ab\r\nSet-Cookie: x="1"/..' }).execute();
  const label = (await call('POST', '/projects/p/labels', { body: { name: 'ring' } })).json();
  const [first, second] = [await addPicture('one.jpg', 64), await addPicture('two.jpg', 70)];
  await storeInstance(db, second.id, donut, {
    id: 'd',
    label_id: label.id,
    created_by: actor.userId,
    decision: 'accepted',
  });
  await storeInstance(db, first.id, [[ring(9)]], { id: 'r', label_id: label.id, created_by: actor.userId });

  const answer = await call('GET', '/projects/p/export?format=coco');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  expect(answer.headers['content-disposition']).toMatch(
    /^attachment; filename="Ab[\w .-]+\.coco\.json"; filename\*=UTF-8''[\w%.~-]+$/,
  );
  expect(answer.headers['set-cookie']).toBeUndefined();
  const file = parseCoco(answer.body);
  expect(file.images.map(({ file_name, id }) => [id, file_name])).toEqual([
    [1, 'one.jpg'],
    [2, 'two.jpg'],
  ]);
  expect(
    file.annotations.map(({ attributes, image_id }) => [
      image_id,
      attributes.instance_id,
      attributes.created_by,
    ]),
  ).toEqual([
    [1, 'r', 'Automation'],
    [2, 'd', 'Automation'],
  ]);
  const drawn = decodeGeometry(encodeGeometry(donut));
  if (!drawn.ok) throw new Error(drawn.error);
  expect(rowMajor(annotationMask(file.annotations[1].segmentation, 48, 70), 48, 70)).toEqual(
    rasterizePolygon(drawn.value, 70, 48).data,
  );

  const accepted = parseCoco((await call('GET', '/projects/p/export?format=coco&decision=accepted')).body);
  expect(accepted.annotations.map(({ attributes }) => attributes.instance_id)).toEqual(['d']);
  expect(accepted.images).toHaveLength(2);
});

test('a format nobody writes is refused in words', async () => {
  const { call } = await createHttpFixture();
  const answer = await call('GET', '/projects/p/export?format=voc');
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'bad-request']);
  expect(answer.json().detail).toMatch(/format/);
});
