import type { Multipart, MultipartFile } from '@fastify/multipart';
import { Problem } from '@maskroom/shared/base/problem';
import type { FastifyRequest } from 'fastify';

export const cutOff = (): Problem => new Problem('bad-request', 'The upload is damaged or was cut off.');

/** The parts as they arrive, a file cut at `mostBytes` or at what uploads may have. What the parser says of a body that is no multipart is the caller's fault. */
export async function* partsOf(request: FastifyRequest, mostBytes?: number): AsyncGenerator<Multipart> {
  try {
    yield* request.parts(mostBytes === undefined ? {} : { limits: { fileSize: mostBytes } });
  } catch (cause) {
    const isRefusal = cause instanceof Problem || (cause instanceof Error && 'statusCode' in cause);
    throw isRefusal ? cause : cutOff();
  }
}

/** The file's bytes; fails at the end, before anybody keeps them, when the limit or the network cut it off. */
export async function* whole(file: MultipartFile['file'], most: number): AsyncGenerator<Uint8Array> {
  try {
    // A file given up on halfway must not be destroyed: the parser would wait for it for ever.
    for await (const chunk of file.iterator({ destroyOnReturn: false })) yield chunk;
  } catch {
    throw cutOff();
  }
  if (file.truncated) throw new Problem('too-large', `A file may take ${most} bytes.`);
}
