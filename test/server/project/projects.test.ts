import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createImages } from '@maskroom/server/image/images.ts';
import { createProjects } from '@maskroom/server/project/projects.ts';
import { samplesFolder, seedSampleProject } from '@maskroom/server/project/seedSampleProject.ts';
import { createDocumentLogStore } from '@maskroom/server/store/documentLogStore.ts';
import { putInstances } from '@maskroom/server/store/instanceStore.ts';
import type { InstanceRow } from '@maskroom/server/store/instanceTables.ts';
import { countUndecided, readQueue } from '@maskroom/server/store/queueStore.ts';
import { usualReasons } from '@maskroom/shared/annotation/rejectReasons';
import { newLabelSchema, projectSchema } from '@maskroom/shared/protocol/http';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createProjectFixture } from '../../support/projectFixture.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

async function setUp() {
  const { accounts, actor, db } = await createProjectFixture();
  const images = createImages(db, temporaryFolder(), { maxMegapixels: 1 });
  const projects = createProjects(db, accounts);
  const addPicture = async (projectId: string, width: number) => {
    const picture = sharp({ create: { width, height: 2, channels: 3, background: 'red' } });
    return (await images.ingest(projectId, actor, `${width}.png`, await picture.png().toBuffer())).image.id;
  };
  return { accounts, actor, addPicture, db, images, projects };
}

const shape = (image_id: string, id: string, more: Partial<InstanceRow>): InstanceRow => ({
  image_id,
  id,
  label_id: 'l',
  created_by: 'automation',
  source: 'model',
  predicted_iou: null,
  stability_score: null,
  area: 1,
  xmin: 0,
  ymin: 0,
  xmax: 1,
  ymax: 1,
  decision: 'none',
  decided_by: null,
  decided_at: null,
  reason: null,
  geometry: Uint8Array.of(1),
  geometry_hash: '0'.repeat(16),
  attributes: '{}',
  group_id: null,
  draw_order: 0,
  ...more,
});

test('a project has the usual reasons; labels keep their order, get colours of their own, and no two share a name in any case', async () => {
  const { actor, projects } = await setUp();
  const { id, labels, rejectReasons } = await projects.create(actor, {
    name: 'Farm',
    labels: [{ name: 'Sheep' }, { name: 'Ärmel', color: '#E69F00' }, { name: '</script>' }],
  });
  expect(rejectReasons).toEqual(usualReasons);
  expect(labels.map(({ name }) => name)).toEqual(['Sheep', 'Ärmel', '</script>']);
  expect(labels.map(({ color }) => color)).toEqual(['#56b4e9', '#e69f00', '#009e73']);
  await expect(projects.addLabel(actor, id, { name: 'äRMEL' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(
    projects.create(actor, { name: 'x', labels: [{ name: 'a' }, { name: 'A' }] }),
  ).rejects.toMatchObject({ code: 'conflict' });
  const both = await Promise.allSettled([
    projects.addLabel(actor, id, { name: 'tree' }),
    projects.addLabel(actor, id, { name: 'TREE' }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await projects.labels(id)).toHaveLength(4);
});

test('what a label asks for can be changed: known attributes keep their ids, new ones get one of their own', async () => {
  const { actor, projects } = await setUp();
  const parse = (attributes: unknown) => newLabelSchema.parse({ name: 'car', attributes });
  const asked = [
    { name: 'Make', kind: 'select', options: ['van', 'bus'], required: true },
    { name: 'Doors', kind: 'number', min: 2 },
  ];
  const { id, labels } = await projects.create(actor, { name: 'Streets', labels: [parse(asked)] });
  const [make, doors] = labels[0].attributes;
  expect(doors).toMatchObject({ name: 'Doors', kind: 'number', min: 2, max: null, required: false });
  const changed = await projects.changeLabel(actor, id, labels[0].id, {
    attributes: parse([
      { id: make.id, name: 'Marke', kind: 'select', options: ['van'] },
      { id: 'stolen', name: 'Parked', kind: 'checkbox' },
    ]).attributes,
  });
  expect(changed).toMatchObject({ name: 'car', color: labels[0].color });
  expect(changed.attributes.map((attribute) => attribute.name)).toEqual(['Marke', 'Parked']);
  expect(changed.attributes[0].id).toBe(make.id);
  expect(changed.attributes[1].id).not.toBe('stolen');
  expect(await projects.labels(id)).toEqual([changed]);
  await projects.addLabel(actor, id, { name: 'bus' });
  await expect(projects.changeLabel(actor, id, labels[0].id, { name: 'BUS' })).rejects.toMatchObject({
    code: 'conflict',
  });
  for (const wrong of [
    [{ name: 'a', kind: 'select', options: [] }],
    [{ name: 'a', kind: 'select', options: ['x', 'x'] }],
    [{ name: 'a', kind: 'checkbox', required: true }],
    [{ name: 'a', kind: 'number', min: 3, max: 2 }],
    [
      { name: 'a', kind: 'text' },
      { name: 'A', kind: 'text' },
    ],
  ])
    expect(newLabelSchema.safeParse({ name: 'car', attributes: wrong }).success).toBe(false);
});

test('people see the projects they have a part in, with counts, cover and members', async () => {
  const { accounts, actor, addPicture, db, images, projects } = await setUp();
  const { userId } = await accounts.addPerson({
    email: 'a@x.org',
    name: 'A',
    isAdmin: false,
    password: 'long enough',
  });
  const { actor: person } = await accounts.signIn('a@x.org', 'long enough', { address: 'here' });
  expect(await projects.list(person)).toEqual([]);
  await expect(projects.get(person, 'p')).rejects.toMatchObject({ code: 'not-found' });
  await accounts.addMember(actor, 'p', { email: 'a@x.org', name: 'A', role: 'reviewer' });
  const [first, second] = [await addPicture('p', 10), await addPicture('p', 11)];
  const put = [
    shape(first, 'a', {}),
    shape(first, 'b', { decision: 'accepted' }),
    shape(second, 'c', { decision: 'rejected' }),
  ];
  for (const row of put)
    await createDocumentLogStore(db).append(row.image_id, [
      { userId: null, at: 1, bytes: Uint8Array.of(0), claims: [], instances: { put: [row], removed: [] } },
    ]);

  const [project] = await projects.list(person);
  expect(projectSchema.parse(project)).toMatchObject({
    id: 'p',
    role: 'reviewer',
    cover: [first, second],
    members: [{ id: userId, name: 'A' }],
    counts: { images: 2, instances: 3, undecided: 1, accepted: 1, rejected: 1 },
  });
  expect((await images.list('p')).map(({ counts, state }) => [state, counts.instances])).toEqual([
    ['in progress', 2],
    ['in progress', 1],
  ]);
});

const all = { limit: 10, order: 'predictedIou' } as const;

test('the queue is what is undecided, least sure first, by hand last', async () => {
  const { addPicture, db } = await setUp();
  const image = await addPicture('p', 10);
  const other = await addPicture('p', 11);
  const rows = [
    shape(image, 'sure', { predicted_iou: 0.9 }),
    shape(image, 'hand', {}),
    shape(other, 'unsure', { predicted_iou: 0.2 }),
    shape(image, 'done', { predicted_iou: 0.1, decision: 'accepted' }),
    shape(other, 'hand2', {}),
  ];
  await putInstances(db, rows);
  expect((await readQueue(db, 'p', all)).items.map(({ id }) => id)).toEqual([
    'unsure',
    'sure',
    'hand',
    'hand2',
  ]);
  expect((await readQueue(db, 'p', { ...all, limit: 1 })).items[0]).toMatchObject({
    file_name: '11.png',
    width: 11,
    created_by_name: 'Automation',
    label: null,
  });
  expect(await countUndecided(db, 'p')).toBe(4);
});

test('the queue by age and by label, and of one label or one person', async () => {
  const { accounts, actor, addPicture, db, projects } = await setUp();
  const { member } = await accounts.addMember(actor, 'p', { email: 'a@x.org', name: 'A', role: 'annotator' });
  const [first, second] = [
    await projects.addLabel(actor, 'p', { name: 'first' }),
    await projects.addLabel(actor, 'p', { name: 'second' }),
  ];
  const [image, other] = [await addPicture('p', 10), await addPicture('p', 11)];
  const rows = [
    shape(other, 'a', { label_id: second.id, predicted_iou: 0.9, created_by: member.id }),
    shape(image, 'b', { label_id: second.id, predicted_iou: 0.3, stability_score: 0.9 }),
    shape(image, 'c', { label_id: first.id, predicted_iou: 0.8, stability_score: 0.5 }),
  ];
  await putInstances(db, rows);
  const queue = async (asked: object) =>
    (await readQueue(db, 'p', { ...all, ...asked })).items.map(({ id }) => id);
  expect(await queue({ order: 'age' })).toEqual(['a', 'b', 'c']);
  expect(await queue({ order: 'stabilityScore' })).toEqual(['c', 'b', 'a']);
  expect(await queue({ order: 'label' })).toEqual(['c', 'b', 'a']);
  expect(await queue({ labelId: second.id })).toEqual(['b', 'a']);
  expect(await queue({ createdBy: member.id })).toEqual(['a']);
  expect(await countUndecided(db, 'p', { labelId: second.id })).toBe(2);
});

test('the sample project takes the pictures of its folder in order, and belongs to no person', async () => {
  const { accounts, images, projects, actor } = await setUp();
  const folder = temporaryFolder();
  for (const [name, width] of [
    ['02.jpg', 20],
    ['01.jpg', 10],
  ] as const)
    writeFileSync(
      join(folder, name),
      await sharp({ create: { width, height: 9, channels: 3, background: 'blue' } })
        .jpeg()
        .toBuffer(),
    );
  const owner = await accounts.serverActor();
  const id = await seedSampleProject(projects, images, owner, folder);
  const { counts, labels, members } = await projects.get(actor, id ?? '');
  expect([counts.images, members]).toEqual([2, []]);
  expect(new Set(labels.map(({ color }) => color)).size).toBe(labels.length);
  expect((await images.list(id ?? '')).map(({ fileName }) => fileName)).toEqual(['01.jpg', '02.jpg']);
  expect(await seedSampleProject(projects, images, owner, temporaryFolder())).toBeNull();
  expect(samplesFolder).toMatch(/server\/project\/samples\/$/);
});
