import { once } from 'node:events';
import { connect } from 'node:net';
import { documentCaps, readInstances } from '@maskroom/shared/document/documentModel';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { polygonRuns } from '@maskroom/shared/mask/polygonRle';
import { importReportSchema, MOST_SKIPS_LISTED } from '@maskroom/shared/protocol/import';
import { expect, test } from 'vitest';
import { createHttpFixture } from '../../support/httpFixture.ts';

const ring = [1, 1, 9, 1, 9, 9, 1, 9];
/** A file whose annotations are written as they are given, so that they need be no JSON. */
const fileOf = (...annotations: readonly string[]): string =>
  `{"images":[{"id":1,"file_name":"a.jpg","width":64,"height":48}],"categories":[{"id":1,"name":"x"}],"annotations":[${annotations.join()}]}`;
const annotation = (more: string, id: number | string = 1, imageId = 1): string =>
  `{"id":${id},"image_id":${imageId},"category_id":1,${more}}`;
const shaped = (segmentation: unknown): string =>
  annotation(`"segmentation":${JSON.stringify(segmentation)}`);
const good = shaped([ring]);

async function fixtureWithPicture() {
  const fixture = await createHttpFixture();
  const { id } = await fixture.addPicture('a.jpg');
  const send = (body: string | Buffer, type = 'application/json') =>
    fixture.call('POST', '/projects/p/import', { body, headers: { 'content-type': type } });
  return {
    ...fixture,
    imageId: id,
    send,
    reportOf: async (body: string | Buffer) => importReportSchema.parse((await send(body)).json()),
    stored: () => fixture.documents.withDocument(id, (doc) => readInstances(doc)),
  };
}

test('a file that is no COCO JSON is refused with a reason, and nothing of it is taken', async () => {
  const { projects, send, stored } = await fixtureWithPicture();
  const deep = '['.repeat(1_000_000);
  const refused: readonly (readonly [string | Buffer, string, RegExp])[] = [
    ['', 'bad-request', /empty/],
    ['null', 'bad-request', /no JSON/],
    ['[{"image_id":1}]', 'bad-request', /list of results/],
    ['{"images":[]}', 'bad-request', /no list of images or annotations/],
    [fileOf(good).slice(0, -1), 'bad-request', /cut off/],
    [fileOf(good).slice(0, -40), 'bad-request', /cut off/],
    [`${fileOf(good)}}`, 'bad-request', /no JSON/],
    [fileOf(good).replace('"categories"', '"images"'), 'bad-request', /two lists/],
    [fileOf(`${good} ${good}`), 'bad-request', /no JSON/],
    [Buffer.from(`\ufeff${fileOf(good)}`, 'utf16le'), 'bad-request', /not UTF-8/],
    [Buffer.from(fileOf(good), 'utf16le').swap16(), 'bad-request', /not UTF-8/],
    [`{"info":${deep}`, 'too-large', /too deep/],
    [fileOf(`{"id":1,"attributes":${deep}`), 'too-large', /too deep/],
    ['<annotations/>', 'bad-request', /no JSON/],
  ];
  for (const [body, code, words] of refused) {
    const answer = (await send(body)).json();
    expect([String(body).slice(0, 40), answer.code]).toEqual([String(body).slice(0, 40), code]);
    expect(answer.detail).toMatch(words);
  }
  expect(await stored()).toEqual([]);
  expect(await projects.labels('p')).toEqual([]);
});

test('an annotation that means nothing is left out with a reason; those beside it are taken', async () => {
  const { reportOf, stored } = await fixtureWithPicture();
  const rle = (counts: unknown, size: unknown = [48, 64]) => shaped({ size, counts });
  const million = `[[${'1,'.repeat(1_999_999)}1]]`;
  const huge = `[[${'1.00000,'.repeat(1_999_999)}1]]`;
  const left: readonly (readonly [string, string])[] = [
    [annotation('"segmentation":[[NaN,1,2,2,3,3]]'), 'annotation-invalid'],
    [annotation('"segmentation":[[Infinity,1,2,2,3,3]]'), 'annotation-invalid'],
    [annotation('"segmentation":[[1e309,1,2,2,3,3]]'), 'shape-invalid'],
    [annotation('"segmentation":[[1e300,1,2,2,3,3]]'), 'shape-outside'],
    [annotation('"segmentation":[[-2,1,20,2,3,30]]'), 'shape-outside'],
    [annotation('"segmentation":[[1,1,2,2,3]]'), 'shape-invalid'],
    [annotation('"segmentation":[[1,1,9,9]]'), 'shape-invalid'],
    [annotation('"segmentation":[[1,1,9,9,1,1]]'), 'shape-invalid'],
    [annotation('"segmentation":[[1,1,5,5,9,9]]'), 'shape-empty'],
    [annotation('"segmentation":"ring"'), 'shape-invalid'],
    [annotation('"segmentation":[["a","b","c","d","e","f"]]'), 'shape-invalid'],
    [annotation('"caption":"no shape at all"'), 'shape-invalid'],
    [annotation('"segmentation":[],"bbox":[5,5,-3,4]'), 'shape-empty'],
    [annotation('"segmentation":[],"bbox":[5,5,300,4]'), 'shape-outside'],
    [annotation(`"segmentation":${million}`), 'shape-too-large'],
    [annotation(`"segmentation":${huge}`), 'annotation-invalid'],
    [rle([5, 3]), 'shape-invalid'],
    [rle([3072]), 'shape-empty'],
    [rle([2 ** 53 - 1, 2 ** 53 - 1]), 'shape-invalid'],
    [rle([4000, -928]), 'shape-invalid'],
    [rle([1.5, 3070.5]), 'shape-invalid'],
    [rle('~~~'), 'shape-invalid'],
    [rle('oooooooooooooooo0'), 'shape-invalid'],
    [rle([0, 12], [3, 4]), 'shape-invalid'],
    [rle([0, 3072], [48, -64]), 'shape-invalid'],
    [annotation(`"segmentation":[${JSON.stringify(ring)}]`, -1), 'annotation-invalid'],
    [annotation(`"segmentation":[${JSON.stringify(ring)}]`, 2 ** 60), 'annotation-invalid'],
    [annotation(`"segmentation":[${JSON.stringify(ring)}]`, '"7"'), 'annotation-invalid'],
    [annotation(`"segmentation":[${JSON.stringify(ring)}]`, 1, 77), 'annotation-adrift'],
    ['7', 'annotation-invalid'],
    ['"text, with ] and }"', 'annotation-invalid'],
  ];
  // One by one each has its own reason; ids would clash in one file.
  const numbered = left.map(([text], i) => text.replace('"id":1,', `"id":${i + 1},`));
  const report = await reportOf(fileOf(...numbered, good.replace('"id":1,', '"id":900,')));
  expect(report.taken).toBe(1);
  expect(report.skipped.map(({ code }) => code)).toEqual(left.map(([, code]) => code));
  for (const { message } of report.skipped) expect(message.length).toBeGreaterThan(10);
  expect(await stored()).toHaveLength(1);
});

test('a ring that crosses itself covers the pixels that COCO gives it', async () => {
  const { reportOf, stored } = await fixtureWithPicture();
  const bow = [5, 5, 25, 25, 25, 5, 5, 25];
  expect((await reportOf(fileOf(shaped([bow])))).taken).toBe(1);
  const [{ geometry }] = await stored();
  const polygon = decodeGeometry(geometry);
  if (!polygon.ok) throw new Error(polygon.error);
  expect(polygon.value).toHaveLength(2);
  const flat = [
    [
      [
        [5, 5],
        [25, 25],
        [25, 5],
        [5, 25],
      ] as const,
    ],
  ];
  expect(polygonRuns(polygon.value, 64, 48)).toEqual(polygonRuns(flat, 64, 48));
});

test('keys of JavaScript, a byte order mark, CRLF and numbers given twice', async () => {
  const { reportOf, stored } = await fixtureWithPicture();
  const polluted = annotation(
    `"segmentation":[${JSON.stringify(ring)}],"__proto__":{"polygon":1},"attributes":{"__proto__":{"group":"evil"},"constructor":1}`,
  );
  const other = annotation('"segmentation":[[20,20,30,20,30,30]]');
  const text = fileOf(polluted, other).replace(
    '{"images"',
    '{"__proto__":{"images":[]},"constructor":[],"images"',
  );
  const report = await reportOf(`\ufeff${text.replaceAll(',"', ',\r\n"')}\r\n`);
  expect(report).toMatchObject({ taken: 1, counts: { 'annotation-twice': 1 } });
  expect(await stored()).toMatchObject([{ group: null, attributes: {} }]);
  expect(Object.prototype).not.toHaveProperty('group');
});

test('tags that no image can have are left out; its annotations are taken', async () => {
  const { reportOf } = await fixtureWithPicture();
  const tagged = (tags: unknown) =>
    fileOf(good).replace('"height":48', `"height":48,"tags":${JSON.stringify(tags)}`);
  expect(await reportOf(tagged(['night', '']))).toMatchObject({ taken: 1, counts: { 'tags-refused': 1 } });
  expect(await reportOf(tagged('night'))).toMatchObject({ counts: { 'tags-refused': 1, duplicate: 1 } });
  const many = Array.from({ length: 50 }, (_, i) => `t${i}`);
  expect((await reportOf(tagged(many))).counts).toEqual({ duplicate: 1 });
  expect(await reportOf(tagged(['one more']))).toMatchObject({ counts: { 'tags-refused': 1 } });
});

test('ids that several images or categories have name none of them', async () => {
  const { reportOf } = await fixtureWithPicture();
  const twice = (list: string) =>
    fileOf(good).replace(`"${list}":[`, (begin) =>
      list === 'images'
        ? `${begin}{"id":1,"file_name":"b.jpg","width":64,"height":48},`
        : `${begin}{"id":1,"name":"y"},{"id":-4,"name":"z"},{"id":2,"name":"${'n'.repeat(500)}"},`,
    );
  expect(await reportOf(twice('images'))).toMatchObject({ taken: 0, counts: { 'image-ambiguous': 1 } });
  const report = await reportOf(twice('categories'));
  expect(report).toMatchObject({ taken: 1, labels: ['y'], counts: { 'category-invalid': 3 } });
});

test('what is left out a thousand times is listed a few times and counted', async () => {
  const { reportOf } = await fixtureWithPicture();
  const many = Array.from({ length: 1_000 }, (_, i) => annotation('"segmentation":[[1,1,2,2]]', i));
  const report = await reportOf(fileOf(...many));
  expect(report.counts).toEqual({ 'shape-invalid': 1_000 });
  expect(report.skipped).toHaveLength(MOST_SKIPS_LISTED);
});

test('a picture takes as many objects as it may have; the rest is left out', async () => {
  const { reportOf } = await fixtureWithPicture();
  const most = documentCaps.instances;
  const many = Array.from({ length: most + 3 }, (_, i) => {
    const [x, y] = [(i % 60) + (i % 16) / 16, Math.floor(i / 60) / 8];
    return annotation(`"segmentation":[[${x},${y},${x + 1},${y},${x + 1},${y + 3}]]`, i);
  });
  const report = await reportOf(fileOf(...many));
  expect(report).toMatchObject({ taken: most, counts: { 'image-full': 3 } });
});

test('files above the limit and bodies that are none are refused', async () => {
  const { call } = await createHttpFixture({ imports: { mostBytes: 10_000 } });
  const post = async (body: string | undefined, type: string) =>
    (await call('POST', '/projects/p/import', { body, headers: { 'content-type': type } })).json().code;
  expect(await post(' '.repeat(10_001), 'application/json')).toBe('too-large');
  const boundary = 'multipart/form-data; boundary=b';
  const file = (text: string) =>
    `--b\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n\r\n${text}\r\n`;
  expect(await post(`${file(' '.repeat(10_001))}--b--\r\n`, boundary)).toBe('too-large');
  expect(await post(`${file(fileOf())}${file(fileOf())}--b--\r\n`, boundary)).toBe('bad-request');
  expect(await post('--b--\r\n', boundary)).toBe('bad-request');
  expect(await post(file('{').slice(0, -2), boundary)).toBe('bad-request');
  expect(await post('text', 'text/plain')).toBe('bad-request');
  expect(await post(undefined, 'application/json')).toBe('bad-request');
  expect(await post(`${file(fileOf())}--b--\r\n`, boundary)).toBeUndefined();
});

test('an import that takes too long ends with what it has, and says so', async () => {
  const { addPicture, call } = await createHttpFixture({ imports: { timeoutMs: 0 } });
  await addPicture('a.jpg');
  const answer = await call('POST', '/projects/p/import', { body: JSON.parse(fileOf(good)) });
  expect(answer.json()).toMatchObject({ code: 'too-large', detail: expect.stringContaining('too long') });
});

test('a body that is cut off leaves nothing behind, and the project open for the next', async () => {
  const { app, reportOf, send } = await fixtureWithPicture();
  const address = new URL(await app.listen({ port: 0 }));
  const arrived = once(app.server, 'request');
  const socket = connect(Number(address.port), address.hostname);
  const head = [
    'authorization: Bearer an-admin-token',
    'content-type: application/json',
    'content-length: 9999',
  ];
  socket.write(
    `POST /api/v1/projects/p/import HTTP/1.1\r\nhost: ${address.host}\r\n${head.join('\r\n')}\r\n\r\n${fileOf(good)}`,
  );
  await arrived;
  const isBusy = async () => (await send(fileOf())).json().code === 'conflict';
  await expect.poll(isBusy).toBe(true);
  socket.destroy();
  await expect.poll(isBusy).toBe(false);
  expect(await reportOf(fileOf(good))).toMatchObject({ taken: 1 });
});
