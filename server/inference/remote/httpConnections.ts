import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

export interface HttpQuestion {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly parts?: readonly Uint8Array[];
  /** Of the whole: connection, question, answer. */
  readonly timeoutMs: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface HttpConnections {
  /** Rejects with an Error whose message follows "the server". */
  call(question: HttpQuestion): Promise<HttpAnswer>;
  /** Ends calls under way. */
  close(): void;
}

/** A machine in the same network answers a connection within milliseconds, or has gone. */
const CONNECT_TIMEOUT_MS = 1_500;
/** SAM 2's embedding has 28 MiB; a server that sends ten times that does not send an embedding. */
const LARGEST_ANSWER_BYTES = 256 * 1024 * 1024;

/** Connections to one server, kept between calls. `url` says http or https. */
export function httpConnections(url: string): HttpConnections {
  const isSecure = url.startsWith('https:');
  const agent = isSecure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const begin = isSecure ? requestHttps : requestHttp;

  const attempt = ({ url, method, headers, parts = [] }: HttpQuestion, signal: AbortSignal) => {
    const outgoing = begin(url, { method, headers, agent, signal });
    const answer = new Promise<HttpAnswer>((resolve, reject) => {
      outgoing.on('error', reject);
      outgoing.on('response', (incoming) =>
        bodyOf(incoming).then((body) => {
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body });
        }, reject),
      );
    });
    outgoing.on('socket', (socket) => {
      if (!socket.connecting) return;
      const late = setTimeout(() => {
        outgoing.destroy(new Error(`no connection within ${CONNECT_TIMEOUT_MS} ms`));
      }, CONNECT_TIMEOUT_MS);
      for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(late));
    });
    for (const part of parts) outgoing.write(part);
    outgoing.end();
    return { outgoing, answer };
  };

  return {
    async call(question) {
      const signal = AbortSignal.timeout(question.timeoutMs);
      const first = attempt(question, signal);
      try {
        return await first.answer.catch((cause: unknown) => {
          // A kept connection may have been closed from the other end as this call took it.
          if (!first.outgoing.reusedSocket || signal.aborted || !wasCut(cause)) throw cause;
          return attempt(question, signal).answer;
        });
      } catch (cause) {
        if (signal.aborted) throw new Error(`gave no answer within ${question.timeoutMs} ms`);
        throw new Error(`cannot be asked: ${cause instanceof Error ? cause.message : cause}`);
      }
    },
    close: () => agent.destroy(),
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LARGEST_ANSWER_BYTES) throw new Error(`an answer beyond ${LARGEST_ANSWER_BYTES} bytes`);
  }
  return Buffer.concat(chunks, length);
}

const CUT = new Set(['ECONNRESET', 'EPIPE']);
const wasCut = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && CUT.has(cause.code);
