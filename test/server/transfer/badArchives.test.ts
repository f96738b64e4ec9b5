import { importReportSchema } from '@maskroom/shared/protocol/import';
import { expect, test } from 'vitest';
import { createHttpFixture } from '../../support/httpFixture.ts';
import { discPicture } from '../../support/pictures.ts';
import { type ZipEntry, zipFile } from '../../support/zipFile.ts';

const instances = (...names: readonly string[]): string =>
  JSON.stringify({
    images: names.map((file_name, id) => ({ id, file_name, width: 64, height: 48 })),
    categories: [{ id: 1, name: 'x' }],
    annotations: names.map((_, id) => ({
      id,
      image_id: id,
      category_id: 1,
      segmentation: [[1, 1, 9, 1, 9, 9, 1, 9]],
    })),
  });
const picture = (cx: number) => discPicture({ width: 64, height: 48, cx, cy: 20, radius: 10 });

async function archiveFixture() {
  const fixture = await createHttpFixture();
  const send = (bytes: Buffer) =>
    fixture.call('POST', '/projects/p/import', {
      body: bytes,
      headers: { 'content-type': 'application/zip' },
    });
  return {
    ...fixture,
    send,
    reportOf: async (bytes: Buffer) => importReportSchema.parse((await send(bytes)).json()),
  };
}

test('an archive brings pictures and their annotations; folders tell pictures of one name apart', async () => {
  const { call, reportOf } = await archiveFixture();
  const zip = zipFile([
    { name: 'annotations/', mode: 0o040755 },
    { name: 'annotations/instances_train.json', bytes: instances('train/a.jpg'), packed: true },
    { name: 'annotations/instances_val.json', bytes: instances('a.jpg', 'val/a.jpg', 'b.jpg'), packed: true },
    { name: 'images/train/a.jpg', bytes: await picture(20) },
    { name: 'images/val/a.jpg', bytes: await picture(30) },
    { name: '__MACOSX/images/._a.jpg', bytes: 'resource fork' },
    { name: 'images/.DS_Store', bytes: 'clutter' },
  ]);
  const report = await reportOf(zip);
  expect(report).toMatchObject({
    taken: 2,
    images: { labelled: 2, added: 2, duplicates: 0 },
    labels: ['x'],
    counts: { 'image-ambiguous': 1, 'image-missing': 1 },
  });
  expect(report.skipped[0]).toMatchObject({ file: 'annotations/instances_val.json', imageFileName: 'a.jpg' });
  expect((await call('GET', '/projects/p')).json().counts).toMatchObject({ images: 2, instances: 2 });
  expect(await reportOf(zip)).toMatchObject({
    taken: 0,
    images: { labelled: 0, added: 0, duplicates: 2 },
    counts: { duplicate: 2 },
  });
});

test('what an archive holds beside is named: bad pictures, damaged files, archives in archives', async () => {
  const { reportOf } = await archiveFixture();
  const report = await reportOf(
    zipFile([
      { name: 'good.json', bytes: instances('a.jpg') },
      { name: 'broken.json', bytes: '{"images": [' },
      { name: 'other.json', bytes: '{"files": []}' },
      { name: 'a.jpg', bytes: await picture(20) },
      { name: 'page.jpg', bytes: '<!doctype html><script>' },
      { name: 'damaged.jpg', bytes: await picture(40), packed: true, claims: { size: 77 } },
      { name: 'garbage.jpg', bytes: await picture(50), claims: { method: 8 } },
      { name: 'garbage.json', bytes: instances('a.jpg'), claims: { method: 8 } },
      { name: 'inner.zip', bytes: zipFile([{ name: 'b.json', bytes: instances() }]) },
      { name: 'readme.txt', bytes: 'hello' },
    ]),
  );
  expect(report).toMatchObject({ taken: 1, images: { added: 1 } });
  expect(report.skipped.map(({ code, file }) => [file, code])).toEqual([
    ['page.jpg', 'picture-refused'],
    ['damaged.jpg', 'picture-refused'],
    ['garbage.jpg', 'picture-refused'],
    ['inner.zip', 'file-unknown'],
    ['readme.txt', 'file-unknown'],
    ['broken.json', 'file-invalid'],
    ['other.json', 'file-invalid'],
    ['garbage.json', 'file-invalid'],
  ]);
});

test('an archive that means harm is refused before anything is unpacked', async () => {
  const { call, send } = await archiveFixture();
  const json: ZipEntry = { name: 'a.json', bytes: instances('a.jpg') };
  const zeros = Buffer.alloc(8 * 1024 * 1024);
  const cases: readonly (readonly [string, Buffer, RegExp])[] = [
    ['a path out of it', zipFile([json, { name: '../evil.json' }]), /invalid relative path/],
    ['a path out of it, deep', zipFile([json, { name: 'a/b/../../../evil.jpg' }]), /invalid relative path/],
    ['an absolute path', zipFile([json, { name: '/etc/evil.json' }]), /absolute path/],
    ['a backslash', zipFile([json, { name: '..\\evil.json' }]), /invalid characters/],
    ['a drive', zipFile([json, { name: 'C:evil.json' }]), /absolute path/],
    ['a link', zipFile([json, { name: 'link.json', bytes: '/etc/passwd', mode: 0o120777 }]), /link/],
    ['a device', zipFile([json, { name: 'null.jpg', mode: 0o020666 }]), /link or no file/],
    ['a bomb', zipFile([json, { name: 'zeros.json', bytes: zeros, packed: true }]), /more than 200 times/],
    [
      'more than may be',
      zipFile([json, { name: 'b.json', claims: { size: 2 ** 31 } }]),
      /mismatch|more than/,
    ],
    ['one name twice', zipFile([json, json]), /there twice/],
    ['names that differ in case', zipFile([json, { ...json, name: 'A.JSON' }]), /another case/],
    ['shared bytes', zipFile([json, { ...json, name: 'b.json', claims: { offset: 0 } }]), /overlaps/],
    [
      'a secret',
      zipFile([json, { name: 'b.json', bytes: 'x', claims: { flags: 0x801 } }]),
      /encrypted|mismatch/,
    ],
    ['a truncated end', zipFile([json]).subarray(0, -30), /archive is refused/],
    ['only a beginning', Buffer.from('PK\x03\x04'), /archive is refused/],
    ['nothing', zipFile([]), /holds no annotations/],
    ['pictures only', zipFile([{ name: 'a.jpg', bytes: await picture(20) }]), /holds no annotations/],
  ];
  for (const [what, bytes, words] of cases) {
    const { code, detail } = (await send(bytes)).json();
    expect([what, code]).toEqual([what, code === 'too-large' ? 'too-large' : 'bad-request']);
    expect(detail, what).toMatch(words);
  }
  const many = zipFile(Array.from({ length: 50_001 }, (_, i) => ({ name: `${i}` })));
  expect((await send(many)).json()).toMatchObject({
    code: 'too-large',
    detail: expect.stringContaining('50000'),
  });
  expect((await call('GET', '/projects/p')).json().counts).toMatchObject({ images: 0, instances: 0 });
});
