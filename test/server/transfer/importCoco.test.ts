import { readInstances } from '@maskroom/shared/document/documentModel';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { polygonToRle } from '@maskroom/shared/mask/polygonRle';
import { importReportSchema } from '@maskroom/shared/protocol/import';
import { expect, test } from 'vitest';
import { createHttpFixture } from '../../support/httpFixture.ts';

type Fixture = Awaited<ReturnType<typeof createHttpFixture>>;

const square = (x0: number, y0: number, x1: number, y1: number) => [x0, y0, x1, y0, x1, y1, x0, y1];
const image = (id: number, file_name: string, width = 64, height = 48) => ({ id, file_name, width, height });
const annotation = (id: number, more: object) => ({ id, image_id: 1, category_id: 1, iscrowd: 0, ...more });
const coco = (annotations: readonly object[], more: object = {}) => ({
  images: [image(1, 'a.jpg')],
  categories: [{ id: 1, name: 'Sheep' }],
  annotations,
  ...more,
});

async function send({ call }: Fixture, file: object | string | Buffer, headers: Record<string, string> = {}) {
  const body = typeof file === 'string' || Buffer.isBuffer(file) ? file : JSON.stringify(file);
  const answer = await call('POST', '/projects/p/import?format=coco', {
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  expect(answer.json()).not.toHaveProperty('code');
  return importReportSchema.parse(answer.json());
}

const shapesOf = ({ documents }: Fixture, imageId: string) =>
  documents.withDocument(imageId, (doc) =>
    readInstances(doc).map(({ geometry, ...instance }) => {
      const polygon = decodeGeometry(geometry);
      return { ...instance, polygon: polygon.ok ? polygon.value : null };
    }),
  );

test('rings, masks and boxes become instances of whoever brings them', async () => {
  const fixture = await createHttpFixture();
  const { id } = await fixture.addPicture('a.jpg');
  const ring: Polygon = [
    [
      [
        [10, 10],
        [30, 10],
        [30, 30],
        [10, 30],
      ],
      [
        [15, 15],
        [15, 20],
        [20, 20],
        [20, 15],
      ],
    ],
  ];
  const { counts } = polygonToRle(ring, 64, 48);
  const report = await send(
    fixture,
    coco([
      annotation(1, { segmentation: [square(1, 1, 5, 5), square(8, 8, 12, 12)] }),
      annotation(2, { segmentation: { size: [48, 64], counts } }),
      annotation(3, { segmentation: { size: [48, 64], counts: [0, 48, 3024] }, iscrowd: 1 }),
      annotation(4, { segmentation: [], bbox: [40, 20, 10, 5], score: 0.5 }),
    ]),
  );
  expect(report).toEqual({
    taken: 4,
    images: { labelled: 1, added: 0, duplicates: 0 },
    labels: ['Sheep'],
    counts: {},
    skipped: [],
  });
  const [label] = await fixture.projects.labels('p');
  const shapes = await shapesOf(fixture, id);
  expect(shapes.map(({ polygon }) => polygon?.map((part) => part.length))).toEqual([[1, 1], [2], [1], [1]]);
  expect(shapes[1].polygon && polygonToRle(shapes[1].polygon, 64, 48).counts).toBe(counts);
  expect(shapes[3]).toMatchObject({
    label: label.id,
    createdBy: fixture.actor.userId,
    source: 'import',
    predictedIou: 0.5,
    order: 4,
  });
});

test('the same file a second time adds nothing, and says so', async () => {
  const fixture = await createHttpFixture();
  await fixture.addPicture('a.jpg');
  const crossing = [5, 5, 25, 25, 25, 5, 5, 25];
  const file = coco([
    annotation(1, { segmentation: [square(1, 1, 5, 5)] }),
    annotation(2, { segmentation: [square(1, 1, 5, 5)] }),
    annotation(3, { segmentation: [crossing] }),
  ]);
  expect(await send(fixture, file)).toMatchObject({ taken: 2, counts: { duplicate: 1 } });
  const again = await send(fixture, file);
  expect(again).toMatchObject({ taken: 0, labels: [], counts: { duplicate: 3 } });
  expect(again.skipped[0]).toEqual({
    annotationId: 1,
    imageFileName: 'a.jpg',
    code: 'duplicate',
    message: expect.stringContaining('already'),
  });
});

test('labels are found whatever their case, and answers by the name of what is asked', async () => {
  const fixture = await createHttpFixture();
  const { id } = await fixture.addPicture('a.jpg');
  const lives = { name: 'Lives', kind: 'number', min: 0, max: 9, required: false } as const;
  await fixture.projects.addLabel(fixture.actor, 'p', { name: 'sheep', attributes: [lives] });
  const report = await send(
    fixture,
    coco(
      [
        annotation(1, { segmentation: [square(1, 1, 5, 5)], attributes: { Lives: 7, group: 'herd' } }),
        annotation(2, { segmentation: [square(1, 1, 9, 9)], attributes: { Lives: 12, other: {} } }),
      ],
      { categories: [{ id: 1, name: '  SHEEP ' }] },
    ),
  );
  expect(report).toMatchObject({ taken: 2, labels: [], counts: { 'answer-refused': 1 } });
  const [label] = await fixture.projects.labels('p');
  const [first, second] = await shapesOf(fixture, id);
  expect(first).toMatchObject({ attributes: { [label.attributes[0].id]: 7 }, group: 'herd' });
  expect(second).toMatchObject({ attributes: {}, group: null });
});

test('pictures are found by name; what is missing, ambiguous or of another size is left out with the reason', async () => {
  const fixture = await createHttpFixture();
  await fixture.addPicture('a.jpg');
  await fixture.addPicture('twice.jpg', 65);
  await fixture.addPicture('twice.jpg', 66);
  const ring = { segmentation: [square(1, 1, 5, 5)] };
  const report = await send(
    fixture,
    coco(
      [1, 2, 2, 3, 4, 9].map((image_id, i) => annotation(i + 1, { ...ring, image_id })),
      {
        images: [
          image(1, 'train/a.jpg'),
          image(2, 'nobody.jpg'),
          image(3, 'twice.jpg', 65),
          image(4, 'a.jpg', 640, 480),
          image(5, 'never-labelled.jpg'),
        ],
      },
    ),
  );
  expect(report.taken).toBe(1);
  expect(report.counts).toEqual({
    'image-missing': 2,
    'image-ambiguous': 1,
    'image-size': 1,
    'annotation-adrift': 1,
  });
  expect(report.skipped.map(({ annotationId, code }) => [annotationId, code])).toEqual([
    [2, 'image-missing'],
    [4, 'image-ambiguous'],
    [5, 'image-size'],
    [6, 'annotation-adrift'],
  ]);
});

test('an import is told in the audit log, and a second one into the project waits for its end', async () => {
  const fixture = await createHttpFixture();
  await fixture.addPicture('a.jpg');
  const file = JSON.stringify(coco([annotation(1, { segmentation: [square(1, 1, 5, 5)] })]));
  let goOn = (): void => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const wanted = { projectId: 'p', actor: fixture.actor, role: 'lead', format: 'coco' } as const;
  const first = fixture.imports.take({
    ...wanted,
    body: (async function* () {
      await held;
      yield Buffer.from(file);
    })(),
  });
  const second = fixture.call('POST', '/projects/p/import', {
    body: file,
    headers: { 'content-type': 'application/json' },
  });
  expect((await second).json()).toMatchObject({ code: 'conflict' });
  goOn();
  expect((await first).taken).toBe(1);
  const { entries } = await fixture.accounts.auditPage({ projectId: 'p', limit: 10 });
  expect(entries.find(({ action }) => action === 'annotations-imported')).toMatchObject({
    actorId: fixture.actor.userId,
    details: { format: 'coco', taken: 1, pictures: 0, labels: 1 },
  });
});
