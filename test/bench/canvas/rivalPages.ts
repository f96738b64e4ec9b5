import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { blobs, pictureBytes } from './blobs.ts';
import { type Contender, viewport } from './contender.ts';

const rivals = [
  { name: 'react-konva', page: 'konva', query: '&listening', moves: true, hovers: true },
  { name: 'react-konva, not listening', page: 'konva', query: '', moves: true, hovers: false },
  { name: 'Annotorious, OpenSeadragon', page: 'annotorious', query: '', moves: true, hovers: true },
  { name: 'Annotorious, image', page: 'annotoriousImage', query: '', moves: false, hovers: true },
] as const;

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  jpg: 'image/jpeg',
};

/** A small page for each rival, minified, with the same shapes and picture beside it. */
export async function openRivals(browser: Browser, counts: readonly number[]) {
  const files = new Map<string, Buffer>([['picture.jpg', await pictureBytes()]]);
  for (const count of counts) files.set(`shapes-${count}.json`, Buffer.from(JSON.stringify(blobs(count))));
  const { outputFiles } = await build({
    entryPoints: rivals.map(({ page }) => fileURLToPath(new URL(`pages/${page}`, import.meta.url))),
    outdir: '/',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.png': 'dataurl', '.svg': 'dataurl' },
  });
  for (const { path, contents } of outputFiles) files.set(path.slice(1), Buffer.from(contents));
  for (const { page } of rivals) files.set(`${page}.html`, Buffer.from(htmlOf(page)));
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://here').pathname.slice(1);
    const bytes = files.get(name);
    if (!bytes) return response.writeHead(404).end();
    const type = types[name.split('.')[1]];
    if (type === types.jpg) return response.writeHead(200, { 'content-type': type }).end(bytes);
    response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(gzipSync(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    contenders: (count: number): Contender[] =>
      rivals.map(({ name, page, query, moves, hovers }) => ({
        name,
        url: `http://127.0.0.1:${port}/${page}.html?count=${count}${query}`,
        newContext: () => browser.newContext({ viewport }),
        drawn: 'window.drawn === true',
        stage: '#stage',
        moves,
        hovers,
      })),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const htmlOf = (page: string): string =>
  `<!doctype html><link rel="icon" href="data:,"><link rel="stylesheet" href="${page}.css"><div id="stage"></div><script type="module" src="${page}.js"></script>`;
