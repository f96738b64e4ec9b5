import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface SourceFile {
  bytes: Buffer;
  /** Absent: the source tells neither ETag nor date. */
  etag?: string;
  /** The next answer stops after so many bytes of the body, until it is cut off. */
  holdAfter?: number;
  /** Every answer is this instead. */
  status?: number;
  redirectTo?: string;
}

/** A host of files as the public ones are: ranges, ETags, redirects, and what goes wrong with them. */
export async function startModelSource(files: Record<string, SourceFile>) {
  const held = new Set<ServerResponse>();
  const requests: { path: string; range: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push({ path, range: request.headers.range });
    answer(files[path], request, response, held);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    files,
    requests,
    /** Breaks the connections of those that were stopped. */
    cut: () => {
      for (const response of held) response.socket?.destroy();
      held.clear();
    },
    close: () => server.close(),
  };
}
export type ModelSource = Awaited<ReturnType<typeof startModelSource>>;

const portOf = (address: string | AddressInfo | null): number =>
  typeof address === 'object' && address ? address.port : 0;

function answer(
  file: SourceFile | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  held: Set<ServerResponse>,
): void {
  if (!file || file.status !== undefined) {
    response.writeHead(file?.status ?? 404).end('<html>no</html>');
    return;
  }
  if (file.redirectTo !== undefined) {
    response.writeHead(302, { location: file.redirectTo }).end();
    return;
  }
  const { bytes, etag, holdAfter } = file;
  const [, begin] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
  const isSame = etag !== undefined && request.headers['if-range'] === etag;
  const from = begin !== undefined && isSame ? Number(begin) : 0;
  const body = bytes.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': body.length,
    ...(etag !== undefined && { etag }),
    ...(from > 0 && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
  });
  if (holdAfter === undefined) {
    response.end(body);
    return;
  }
  file.holdAfter = undefined;
  held.add(response);
  response.write(body.subarray(0, holdAfter));
}
