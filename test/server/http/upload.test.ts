import { once } from 'node:events';
import { request } from 'node:http';
import { uploadReportSchema } from '@maskroom/shared/protocol/http';
import { expect, test } from 'vitest';
import { createHttpFixture } from '../../support/httpFixture.ts';
import { multipartBody } from '../../support/multipart.ts';
import { discPicture } from '../../support/pictures.ts';

const picture = (width: number) => discPicture({ width, height: 50, cx: 20, cy: 20, radius: 9 });

async function upload(
  files: Parameters<typeof multipartBody>[0],
  more: Parameters<typeof createHttpFixture>[0] = {},
) {
  const { call } = await createHttpFixture(more);
  const answer = await call('POST', '/projects/p/images', multipartBody(files));
  expect(answer.statusCode).toBe(200);
  return uploadReportSchema.parse(answer.json());
}

test('a bad file is reported and costs the good ones nothing, wherever it stands', async () => {
  const good = await picture(60);
  const report = await upload([
    { name: 'empty.jpg', bytes: new Uint8Array() },
    { name: 'page.jpg', bytes: Buffer.from('<script>alert(1)</script>'.repeat(5_000)) },
    { name: 'one.png', bytes: good },
    { name: 'cut.jpg', bytes: good.subarray(0, good.length / 2) },
    { name: 'drawing.svg', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
    { name: 'elsewhere.jpg', bytes: await picture(61), field: 'pictures' },
    { name: 'two.jpg', bytes: await picture(62) },
  ]);
  expect(report.images.map(({ fileName, width, height }) => [fileName, width, height])).toEqual([
    ['one.png', 60, 50],
    ['two.jpg', 62, 50],
  ]);
  expect(report.rejected.map(({ code, fileName, place }) => [place, fileName, code])).toEqual([
    [0, 'empty.jpg', 'picture-empty'],
    [1, 'page.jpg', 'picture-unsupported'],
    [3, 'cut.jpg', 'picture-broken'],
    [4, 'drawing.svg', 'picture-unsupported'],
    [5, 'elsewhere.jpg', 'bad-request'],
  ]);
});

test('a file beyond the limit is refused and the next one arrives', async () => {
  const report = await upload(
    [
      { name: 'large.jpg', bytes: Buffer.concat([await picture(60), Buffer.alloc(200_000)]) },
      { name: 'small.jpg', bytes: await picture(61) },
    ],
    { maxUploadBytes: 100_000 },
  );
  expect(report.rejected.map(({ code, fileName }) => [fileName, code])).toEqual([['large.jpg', 'too-large']]);
  expect(report.images.map(({ fileName }) => fileName)).toEqual(['small.jpg']);
});

test('the same picture twice is one image, and the answer says so', async () => {
  const bytes = await picture(60);
  const { images } = await upload([
    { name: 'a.jpg', bytes },
    { name: 'b.jpg', bytes },
  ]);
  expect(images[1]).toMatchObject({ id: images[0].id, duplicateOf: images[0].id, place: 1 });
});

test('names with paths, controls and nothing at all become harmless', async () => {
  const { images } = await upload([
    { name: '../../../etc/passwd.jpg', bytes: await picture(60) },
    { name: 'a\u202egpj.exe.jpg', bytes: await picture(61) },
    { name: 'the %22best%22 100%.jpg', bytes: await picture(62) },
  ]);
  for (const { fileName } of images) expect(fileName).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
  expect(images.map(({ fileName }) => fileName)).toContain('the "best" 100%.jpg');
});

test('a body that is not multipart, or is cut off, is refused and not a fault of the server', async () => {
  const { call } = await createHttpFixture();
  const json = await call('POST', '/projects/p/images', { body: { files: [] } });
  expect([json.statusCode, json.json().code]).toEqual([400, 'bad-request']);
  const { body, headers } = multipartBody([{ name: 'a.jpg', bytes: await picture(60) }]);
  const cut = await call('POST', '/projects/p/images', {
    body: body.subarray(0, body.length - 200),
    headers,
  });
  expect(cut.statusCode).toBeLessThan(500);
});

test('a caller who hangs up halfway leaves nothing behind and breaks nothing', async () => {
  const { app, call } = await createHttpFixture();
  const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const { body, headers } = multipartBody([{ name: 'a.jpg', bytes: await picture(600) }]);
  const path = '/api/v1/projects/p/images';
  const options = {
    method: 'POST',
    headers: { ...headers, authorization: 'Bearer an-admin-token', 'content-length': body.length },
  };
  const upload = request(new URL(path, url), options);
  upload.on('error', () => {});
  upload.write(body.subarray(0, body.length / 2));
  await once(app.server, 'request');
  const closed = new Promise((resolve) => upload.once('close', resolve));
  upload.destroy();
  await closed;
  const whole = await call('POST', '/projects/p/images', { body, headers });
  expect(uploadReportSchema.parse(whole.json()).images).toHaveLength(1);
  expect((await call('GET', '/projects/p/images')).json().images).toHaveLength(1);
});

test('who may only look adds nothing', async () => {
  const { call, member } = await createHttpFixture();
  const { token } = await member('viewer');
  const answer = await call('POST', '/projects/p/images', {
    token,
    ...multipartBody([{ name: 'a.jpg', bytes: await picture(60) }]),
  });
  expect(answer.json().code).toBe('forbidden');
});
