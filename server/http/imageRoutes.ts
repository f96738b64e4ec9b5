import { basename, dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Problem } from '@maskroom/shared/base/problem';
import { imageSchema, instanceListSchema } from '@maskroom/shared/protocol/http';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { ServedFile } from '../image/images.ts';
import { listInstances } from '../store/instanceStore.ts';
import { imageOf, onImage } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { instanceJson } from './instanceJson.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';
import { plainJson } from './plainJson.ts';
import { picturePolicy } from './securityHeaders.ts';

const tags = ['images'];

export async function imageRoutes(app: HttpApp, { db, images }: HttpParts): Promise<void> {
  // Serves nothing by itself: gives replies `sendFile`, with ranges and revalidation.
  await app.register(fastifyStatic, { serve: false });
  app.get(
    '/images/:id',
    {
      config: onImage('project:read'),
      schema: {
        tags,
        summary: 'Size in oriented pixels, state, counts',
        params: idParams,
        response: answers(imageSchema),
      },
    },
    async (request) => {
      const image = await images.describe(request.params.id);
      if (!image) throw new Problem('not-found');
      return image;
    },
  );

  app.get(
    '/images/:id/instances',
    {
      config: onImage('project:read'),
      schema: {
        tags,
        summary: 'What is labelled on it',
        params: idParams,
        response: answers(instanceListSchema),
      },
      serializerCompiler: plainJson,
    },
    async (request) => ({ instances: (await listInstances(db, request.params.id)).map(instanceJson) }),
  );

  app.get(
    '/images/:id/file',
    {
      config: onImage('project:read'),
      schema: { tags, summary: 'The picture, upright and without metadata', params: idParams },
    },
    async (request, reply) => sendPicture(reply, await images.file(imageOf(request).id)),
  );

  app.get(
    '/images/:id/thumbnail',
    { config: onImage('project:read'), schema: { tags, summary: 'A small WebP', params: idParams } },
    async (request, reply) => sendPicture(reply, await images.thumbnail(imageOf(request).id)),
  );

  app.get(
    '/images/:id/tiles/:level/:column/:row',
    {
      config: onImage('project:read'),
      schema: {
        tags,
        summary: 'One tile of a large picture, as `tiles` of the image counts them',
        params: idParams.extend({ level: whole, column: whole, row: whole }),
      },
    },
    async (request, reply) => {
      const tile = await images.tile(imageOf(request), request.params);
      if (tile) return sendPicture(reply, tile, forGood);
      // No error: a client asks again, and a browser's console stays clean.
      return reply.code(202).header('retry-after', '1').header('cache-control', 'no-store').send();
    },
  );
}

/** Numbers of tiles in an address. */
const whole = z
  .string()
  .regex(/^\d{1,5}$/, 'a whole number')
  .transform(Number);

/** What an address of these holds never changes. */
const forGood = 'max-age=31536000, immutable';

/**
 * The bytes came from a stranger: the type is ours, nothing in them can run, and the name says nothing. The
 * browser keeps them for the person who may see them; ranges and revalidation are those of the file.
 */
function sendPicture(
  reply: FastifyReply,
  { contentType, path }: ServedFile,
  age = 'max-age=3600',
): FastifyReply {
  const name = basename(path);
  return reply
    .header('content-security-policy', picturePolicy)
    .header('content-disposition', `inline; filename="picture.${contentType.split('/')[1]}"`)
    .header('cache-control', `private, ${age}`)
    .header('vary', 'Cookie, Authorization')
    .type(contentType)
    .sendFile(name, dirname(path), { cacheControl: false, contentType: false, dotfiles: 'allow' });
}
