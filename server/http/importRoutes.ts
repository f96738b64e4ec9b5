import { Readable } from 'node:stream';
import { Problem } from '@maskroom/shared/base/problem';
import { importFormats, importReportSchema } from '@maskroom/shared/protocol/import';
import type { FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { actorOf, onProject, roleOf } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { cutOff, partsOf, whole } from './multipartParts.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

/** What the file is, is asked of its bytes: types that clients send mean nothing, but that a body is multipart. */
const fileTypes = /^application\/(?:json|zip|x-zip-compressed|octet-stream)$/;

/** A scope of its own: here a body of JSON is a file that streams to disk, of any length. */
export async function importRoutes(api: HttpApp, { imports }: Pick<HttpParts, 'imports'>): Promise<void> {
  await api.register(async (plain) => {
    const scope = plain.withTypeProvider<ZodTypeProvider>();
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser(fileTypes, (_, payload, done) => done(null, payload));
    scope.post(
      '/projects/:id/import',
      {
        config: onProject('import'),
        schema: {
          tags: ['projects'],
          summary:
            'Annotations in: COCO instances JSON or SA-1B masks, or a zip of such files and, if need be, the pictures; the body itself or one file of a form',
          consumes: ['application/json', 'application/zip', 'multipart/form-data'],
          params: idParams,
          querystring: z.object({
            format: z.enum(importFormats).default('coco'),
            /** For what has no category. */
            label: z.string().trim().min(1).max(120).optional(),
            /** What the file is called; a form says it by itself. */
            fileName: z.string().max(400).optional(),
          }),
          response: answers(importReportSchema),
        },
      },
      async (request) => {
        const { params, query } = request;
        let { fileName } = query;
        return imports.take({
          projectId: params.id,
          actor: actorOf(request),
          role: roleOf(request),
          format: query.format,
          label: query.label,
          fileName: () => fileName,
          body: bodyOf(request, imports.mostBytes, (name) => {
            fileName = name;
          }),
        });
      },
    );
  });
}

/** The file's bytes. What is not read any more is let flow by, or the answer would never arrive. */
async function* bodyOf(
  request: FastifyRequest,
  mostBytes: number,
  onName: (fileName: string) => void,
): AsyncGenerator<Uint8Array> {
  if (request.isMultipart()) {
    yield* fileOf(request, mostBytes, onName);
  } else {
    if (!(request.body instanceof Readable)) throw noFile();
    yield* untilCutOff(request.body);
  }
}

async function* untilCutOff(body: Readable): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) yield chunk;
  } catch {
    throw cutOff();
  }
}

async function* fileOf(
  request: FastifyRequest,
  mostBytes: number,
  onName: (fileName: string) => void,
): AsyncGenerator<Uint8Array> {
  let files = 0;
  for await (const part of partsOf(request, mostBytes)) {
    if (part.type !== 'file') continue;
    try {
      if (++files > 1) throw new Problem('bad-request', 'Send one file at a time.');
      if (part.filename) onName(part.filename);
      yield* whole(part.file, mostBytes);
    } finally {
      part.file.resume();
    }
  }
  if (files === 0) throw noFile();
}

const noFile = (): Problem =>
  new Problem('bad-request', 'Send the file of annotations: as the body, or as one file of a form.');
