import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createHttpFixture } from '../../support/httpFixture.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const inline = 'self.__next_f=[];console.log("<b>")';
const html = `<!DOCTYPE html><script src="/_next/static/app-1a2b.js" async></script><script>${inline}</script><p>workspace</p>`;

async function createSite() {
  const webFolder = temporaryFolder();
  mkdirSync(join(webFolder, '_next/static'), { recursive: true });
  writeFileSync(join(webFolder, 'index.html'), html);
  writeFileSync(join(webFolder, '404.html'), '<!DOCTYPE html><p>no page</p>');
  writeFileSync(join(webFolder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(webFolder, '_next/static/app-1a2b.js'), 'export {}');
  writeFileSync(join(webFolder, '.secret'), 'secret');
  const { app } = await createHttpFixture({ webFolder });
  const get = (url: string, headers: Record<string, string> = { accept: 'text/html' }) =>
    app.inject({ url, headers });
  return { get, webFolder };
}

test('every address a person opens is the one page, with a policy that names its inline script', async () => {
  const { get } = await createSite();
  const hash = createHash('sha256').update(inline).digest('base64');
  for (const url of ['/', '/projects/1/images/2', '/welcome?token=abc', '/index.html']) {
    const answer = await get(url);
    expect([url, answer.statusCode, answer.body]).toEqual([url, 200, html]);
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain(`'sha256-${hash}'`);
    expect(policy.match(/script-src[^;]*/)?.[0]).not.toContain('unsafe-inline');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-cache',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
    });
  }
});

test('a page that a build replaced is read anew, policy and all', async () => {
  const { get, webFolder } = await createSite();
  await get('/');
  writeFileSync(join(webFolder, 'index.html'), '<script>other()</script>');
  const answer = await get('/');
  expect(answer.headers['content-security-policy']).toContain(
    createHash('sha256').update('other()').digest('base64'),
  );
});

test('hashed assets are kept for ever, other files are asked for again', async () => {
  const { get } = await createSite();
  const script = await get('/_next/static/app-1a2b.js', { accept: '*/*' });
  expect(script.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' });
  expect(script.headers['content-type']).toMatch(/javascript/);
  // A worker runs under the policy of its own script.
  expect(script.headers['content-security-policy']).toContain("script-src 'self'");
  expect((await get('/icon.svg', {})).headers['cache-control']).toBe('no-cache');
});

test('a missing script is no page, and what is not for people gets none', async () => {
  const { get } = await createSite();
  expect((await get('/_next/static/gone.js')).statusCode).toBe(404);
  expect((await get('/gone.png', { accept: 'image/*' })).body).toContain('no page');
  for (const url of ['/api/nothing', '/api/v1/nothing', '/rt/doc/1']) {
    const answer = await get(url);
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'not-found']);
  }
});

test.each([
  '/../package.json',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/..%2f..%2fetc/passwd',
  '/.secret',
  '/%5c..%5cx',
  '/a%00b',
])('%s leads out of the folder to nothing', async (url) => {
  const { get } = await createSite();
  const answer = await get(url, { accept: '*/*' });
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  expect(answer.body).not.toMatch(/secret|root:|maskroom"/);
});

test('a server without a built web client answers its API and says what is missing elsewhere', async () => {
  const { app } = await createHttpFixture();
  expect((await app.inject({ url: '/healthz' })).statusCode).toBe(200);
  expect((await app.inject({ url: '/', headers: { accept: 'text/html' } })).statusCode).toBe(404);
});
