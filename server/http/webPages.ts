import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Problem } from '@maskroom/shared/base/problem';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { HttpApp } from './httpApp.ts';
import { sendProblem } from './problems.ts';
import { pagePolicy } from './securityHeaders.ts';

/** Names with a hash of their content never change what they hold. */
const HASHED = '/_next/static/';
const YEAR = 'public, max-age=31536000, immutable';

/**
 * The web client: files as the static export wrote them, and its one page for every address that a person
 * opens, so that deep links work. Calls of the API that lead nowhere get a problem, never a page.
 */
export async function serveWebPages(app: HttpApp, folder: string): Promise<void> {
  const pages = createPages(folder);
  if (await isFolder(folder)) {
    await app.register((scope) => serveFiles(scope, folder));
    app.get('/', { schema: { hide: true } }, (_, reply) => sendPage(reply, pages, 'index.html'));
  }

  app.setNotFoundHandler((request, reply) => {
    const [path] = request.url.split('?');
    if (/^\/(api|rt)(\/|$)/.test(path) || !/^(GET|HEAD)$/.test(request.method))
      return sendProblem(reply, new Problem('not-found'));
    // A missing script answered with a page would only move the error somewhere else.
    const forPeople = request.headers.accept?.includes('text/html') && !path.startsWith('/_next/');
    return forPeople ? sendPage(reply, pages, 'index.html') : sendPage(reply, pages, '404.html', 404);
  });
}

async function serveFiles(scope: FastifyInstance, folder: string): Promise<void> {
  // A worker's own policy governs it, and its script is one of these files.
  const policy = pagePolicy([]);
  scope.addHook('onRequest', async (_, reply) => {
    reply.header('content-security-policy', policy);
  });
  await scope.register(fastifyStatic, {
    root: folder,
    decorateReply: false,
    index: false,
    cacheControl: false,
    dotfiles: 'ignore',
    schemaHide: true,
    allowedPath: (path) => !path.endsWith('.html'),
    setHeaders(reply, path) {
      reply.setHeader('cache-control', path.includes(HASHED) ? YEAR : 'no-cache');
    },
  });
}

async function sendPage(
  reply: FastifyReply,
  pages: Pages,
  name: string,
  status = 200,
): Promise<FastifyReply> {
  const page = await pages(name);
  if (!page) return sendProblem(reply, new Problem('not-found'));
  return reply
    .code(status)
    .header('content-security-policy', page.policy)
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(page.html);
}

interface Page {
  readonly html: string;
  readonly policy: string;
  readonly writtenAt: number;
}
type Pages = (name: string) => Promise<Page | undefined>;

/** Pages with the policy that fits their inline scripts, read anew when a build replaced them. */
function createPages(folder: string): Pages {
  const known = new Map<string, Page>();
  return async (name) => {
    const file = join(folder, name);
    const writtenAt = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (writtenAt === undefined) return undefined;
    const cached = known.get(name);
    if (cached?.writtenAt === writtenAt) return cached;
    const html = await readFile(file, 'utf8');
    const page = { html, policy: pagePolicy(inlineScriptHashes(html)), writtenAt };
    known.set(name, page);
    return page;
  };
}

/** SHA-256 in base64 of every script that stands in the page itself. */
export const inlineScriptHashes = (html: string): string[] => {
  const bodies = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi)].map(
    ([, body]) => body,
  );
  return [...new Set(bodies.map((body) => createHash('sha256').update(body).digest('base64')))];
};

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
