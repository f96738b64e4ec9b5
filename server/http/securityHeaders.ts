import type { HttpApp } from './httpApp.ts';

/** What no answer may be used for unless it says otherwise itself. */
const nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * The policy of a page of the web client. Its inline scripts are named by hash, because a static export has no
 * nonce; styles may be inline (positions of cursors and tags), workers and WebAssembly come from the origin.
 */
export const pagePolicy = (scriptHashes: readonly string[]): string =>
  [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scriptHashes.map((hash) => `'sha256-${hash}'`)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** A picture somebody uploaded can run nothing, wherever it is opened. */
export const picturePolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";

/**
 * Headers of every answer. COOP and COEP isolate the page (shared memory, exact timers); CORP keeps other
 * sites from embedding what a cookie opens.
 */
export function addSecurityHeaders(app: HttpApp, { https }: { https: boolean }): void {
  const headers = {
    'content-security-policy': nothing,
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(https && { 'strict-transport-security': 'max-age=31536000' }),
  };
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('x-request-id', request.id);
  });
}
