import { readInstances } from '@maskroom/shared/document/documentModel';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { polygonToRle } from '@maskroom/shared/mask/polygonRle';
import { importReportSchema } from '@maskroom/shared/protocol/import';
import { expect, test } from 'vitest';
import { createHttpFixture } from '../../support/httpFixture.ts';
import { multipartBody } from '../../support/multipart.ts';
import { zipFile } from '../../support/zipFile.ts';

const rectangle = (x0: number, y0: number, x1: number, y1: number) => {
  const ring = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ] as const;
  return polygonToRle([[ring]], 64, 48);
};
/** As segment-anything's README has it. */
const mask = (id: number, segmentation: object, more: object = {}) => ({
  id,
  segmentation,
  bbox: [1, 1, 8, 8],
  area: 64,
  predicted_iou: 1.02,
  stability_score: 0.97,
  crop_box: [0, 0, 64, 48],
  point_coords: [[3, 3]],
  ...more,
});
const image = { image_id: 1, width: 64, height: 48, file_name: 'a.jpg' };

async function fixtureWithPicture() {
  const fixture = await createHttpFixture();
  const { id } = await fixture.addPicture('a.jpg');
  const send = async (
    body: object | Buffer,
    query = '',
    headers = { 'content-type': 'application/json' },
  ) => {
    const path = `/projects/p/import?format=sa-1b${query}`;
    const bytes = Buffer.isBuffer(body) ? body : JSON.stringify(body);
    return (await fixture.call('POST', path, { body: bytes, headers })).json();
  };
  return {
    ...fixture,
    imageId: id,
    send,
    reportOf: async (...sent: Parameters<typeof send>) => importReportSchema.parse(await send(...sent)),
  };
}

test('masks of SA-1B become instances of one label, with the model’s own guesses', async () => {
  const { documents, imageId, projects, reportOf } = await fixtureWithPicture();
  const [first, second] = [rectangle(1, 1, 9, 9), rectangle(20, 20, 30, 24)];
  const annotations = [
    mask(1, first),
    mask(2, second, { predicted_iou: 0.8, stability_score: undefined }),
    mask(3, { size: [4, 4], counts: '4' }),
  ];
  const report = await reportOf({ annotations, image }, '&label=thing');
  expect(report).toMatchObject({ taken: 2, labels: ['thing'], counts: { 'shape-invalid': 1 } });
  const instances = await documents.withDocument(imageId, (doc) => readInstances(doc));
  expect(
    instances.map(({ predictedIou, source, stabilityScore }) => [predictedIou, stabilityScore, source]),
  ).toEqual([
    [1, 0.97, 'import'],
    [0.8, null, 'import'],
  ]);
  const shapes = instances.map(({ geometry }) => decodeGeometry(geometry));
  expect(shapes.map((shape) => shape.ok && polygonToRle(shape.value, 64, 48))).toEqual([first, second]);
  expect((await reportOf({ image, annotations }, '&label=THING')).counts).toMatchObject({ duplicate: 2 });
  expect((await projects.labels('p')).map(({ name }) => name)).toEqual(['thing']);
});

test('a bare list is of the picture that its file is named like', async () => {
  const { addPicture, reportOf, send } = await fixtureWithPicture();
  const list = [{ ...mask(1, rectangle(1, 1, 9, 9)), id: undefined }];
  expect(await send(list)).toMatchObject({
    code: 'bad-request',
    detail: expect.stringContaining('name the file'),
  });
  expect(await reportOf(list, '&fileName=a.json')).toMatchObject({ taken: 1, labels: ['object'] });
  const form = multipartBody([{ name: 'a.json', bytes: Buffer.from(JSON.stringify(list)), field: 'file' }]);
  expect(await reportOf(form.body, '', form.headers)).toMatchObject({ taken: 0, counts: { duplicate: 1 } });
  const zip = zipFile([
    { name: 'masks/a.json', bytes: JSON.stringify(list) },
    { name: 'masks/nobody.json', bytes: JSON.stringify([...list, ...list]) },
    { name: 'masks/coco.json', bytes: '{"images":[],"annotations":[],"categories":[]}' },
  ]);
  expect((await reportOf(zip)).counts).toEqual({ duplicate: 1, 'image-missing': 2, 'file-invalid': 1 });
  await addPicture('a.png', 65);
  expect((await reportOf(list, '&fileName=a.json')).counts).toEqual({ 'image-ambiguous': 1 });
});

test('what is no file of SA-1B is refused', async () => {
  const { send } = await fixtureWithPicture();
  for (const body of [
    {},
    { image },
    { annotations: [] },
    { image: [image], annotations: [] },
    { image: 7, annotations: [] },
  ])
    expect((await send(body)).code).toBe('bad-request');
  expect((await send(Buffer.from(JSON.stringify({ image, annotations: [] }).slice(0, -1)))).code).toBe(
    'bad-request',
  );
});
