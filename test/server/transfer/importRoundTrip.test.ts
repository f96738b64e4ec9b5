import { randomUUID } from 'node:crypto';
import { readInstances } from '@maskroom/shared/document/documentModel';
import { encodeGeometry, STEPS_PER_PIXEL } from '@maskroom/shared/geometry/geometryCodec';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { polygonArea } from '@maskroom/shared/geometry/measure';
import type { Polygon, PolygonRing } from '@maskroom/shared/geometry/polygon';
import { polygonToRle } from '@maskroom/shared/mask/polygonRle';
import { importReportSchema } from '@maskroom/shared/protocol/import';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seed, starRing } from '../../support/arbitraryPolygon.ts';
import { parseCoco } from '../../support/cocoFile.ts';
import { createHttpFixture } from '../../support/httpFixture.ts';
import { discPicture } from '../../support/pictures.ts';

const [WIDTH, HEIGHT] = [160, 120];

const onGrid = (ring: PolygonRing): PolygonRing =>
  ring.map(([x, y]) => [
    Math.round(x * STEPS_PER_PIXEL) / STEPS_PER_PIXEL,
    Math.round(y * STEPS_PER_PIXEL) / STEPS_PER_PIXEL,
  ]);

const part = fc
  .record({
    x: fc.double({ min: 45, max: WIDTH - 45, noNaN: true }),
    y: fc.double({ min: 45, max: HEIGHT - 45, noNaN: true }),
    outer: fc.array(fc.double({ min: 25, max: 44, noNaN: true }), { minLength: 5, maxLength: 20 }),
    inner: fc.option(fc.array(fc.double({ min: 2, max: 15, noNaN: true }), { minLength: 3, maxLength: 9 })),
  })
  .map(({ inner, outer, x, y }) =>
    [starRing([x, y], outer), ...(inner ? [starRing([x, y], inner, false)] : [])].map(onGrid),
  );
const shape = fc.record({
  polygon: fc.array(part, { minLength: 1, maxLength: 3 }).filter((polygon) => polygonArea(polygon) > 1),
  label: fc.constantFrom(0, 1),
  score: fc.option(fc.integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000)),
  lives: fc.option(fc.integer({ min: 0, max: 9 })),
  group: fc.option(fc.constantFrom('g1', 'g2')),
});

/** Two projects with the same pictures. */
async function twoProjects() {
  const fixture = await createHttpFixture();
  await fixture.addProject('q');
  const pictures: { p: string; q: string }[] = [];
  for (const cx of [30, 60]) {
    const bytes = await discPicture({ width: WIDTH, height: HEIGHT, cx, cy: 40, radius: 20 });
    const [p, q] = [
      await fixture.images.ingest('p', fixture.actor, `${cx}.jpg`, bytes),
      await fixture.images.ingest('q', fixture.actor, `${cx}.jpg`, bytes),
    ];
    pictures.push({ p: p.image.id, q: q.image.id });
  }
  return { ...fixture, pictures };
}

test(`what is exported comes back as it was: holes, parts, labels, answers, groups, tags (seed ${seed})`, async () => {
  const { actor, call, documents, images, pictures, projects, tags } = await twoProjects();
  const shapes = fc.sample(shape, { seed, numRuns: 150 });
  const lives = { name: 'Lives', kind: 'number', min: 0, max: 9, required: false } as const;
  const labels = [
    await projects.addLabel(actor, 'p', { name: 'Sheep', attributes: [lives] }),
    await projects.addLabel(actor, 'p', { name: 'Dog' }),
  ];
  // What a label asks is no part of COCO: the other project asks the same.
  const asking = await projects.addLabel(actor, 'q', { name: 'sheep', attributes: [lives] });
  for (const [i, { group, label, lives: answer, polygon, score }] of shapes.entries()) {
    const leftOut = await documents.add(pictures[i % 2].p, { userId: actor.userId, role: 'lead' }, [
      {
        id: randomUUID(),
        label: labels[label].id,
        geometry: encodeGeometry(polygon),
        createdBy: actor.userId,
        source: 'manual',
        predictedIou: score,
        attributes: answer === null || label === 1 ? {} : { [labels[0].attributes[0].id]: answer },
        group,
      },
    ]);
    expect(leftOut.size).toBe(0);
  }
  await tags.change({ id: pictures[0].p, projectId: 'p' }, actor.userId, { add: ['Night', 'blurry'] });
  const exported = (await call('GET', '/projects/p/export')).body;
  const bring = async (project: string) => {
    const answer = await call('POST', `/projects/${project}/import`, {
      body: exported,
      headers: { 'content-type': 'application/json' },
    });
    return importReportSchema.parse(answer.json());
  };
  const report = await bring('q');
  expect(report).toMatchObject({ taken: shapes.length, labels: ['Dog'], counts: {} });
  expect(await bring('p')).toMatchObject({ taken: 0, counts: { duplicate: shapes.length } });

  const dog = (await projects.labels('q')).find(({ name }) => name === 'Dog');
  const nameOf = new Map(
    [...labels, asking, ...(dog ? [dog] : [])].map(({ id, name }) => [id, name.toLowerCase()]),
  );
  const facts = (imageId: string) =>
    documents.withDocument(imageId, (doc) =>
      readInstances(doc)
        .map(({ attributes, geometry, group, label, predictedIou }) => {
          const answers = Object.values(attributes);
          return { shape: geometryHash(geometry), label: nameOf.get(label), answers, group, predictedIou };
        })
        .sort((a, b) => a.shape.localeCompare(b.shape)),
    );
  for (const { p, q } of pictures) {
    expect(await facts(q)).toEqual(await facts(p));
    expect((await images.describe(q))?.tags).toEqual((await images.describe(p))?.tags);
  }
});

test(`a mask that another tool wrote comes back bit for bit (seed ${seed})`, async () => {
  const { call } = await twoProjects();
  const shapes = fc.sample(shape, { seed, numRuns: 60 });
  const masks = shapes.map(({ polygon }) => polygonToRle(polygon, WIDTH, HEIGHT));
  const file = {
    images: [{ id: 1, file_name: '30.jpg', width: WIDTH, height: HEIGHT }],
    categories: [{ id: 1, name: 'mask' }],
    annotations: masks.map((segmentation, id) => ({
      id,
      image_id: 1,
      category_id: 1,
      iscrowd: 1,
      segmentation,
    })),
  };
  const answer = await call('POST', '/projects/q/import', { body: file });
  const { counts = {}, taken } = importReportSchema.parse(answer.json());
  expect(taken + (counts.duplicate ?? 0)).toBe(masks.length);
  const { annotations } = parseCoco((await call('GET', '/projects/q/export')).body);
  const back = new Set(
    annotations.map(({ segmentation: said }) =>
      JSON.stringify('counts' in said ? said : polygonToRle(ringsOf(said), WIDTH, HEIGHT)),
    ),
  );
  for (const mask of masks) expect(back).toContain(JSON.stringify(mask));
});

const ringsOf = (rings: readonly (readonly number[])[]): Polygon =>
  rings.map((flat) => [
    Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]] as const),
  ]);
