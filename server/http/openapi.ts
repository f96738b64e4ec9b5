import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { problemSchema } from '@maskroom/shared/protocol/http';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { HttpApp } from './httpApp.ts';

z.globalRegistry.add(problemSchema, { id: 'Problem' });

const refusal = {
  description: 'A problem',
  content: { 'application/problem+json': { schema: problemSchema } },
};

/** What a route answers: its own schema, and a problem whenever it refuses. */
export const answers = <S extends z.ZodType>(schema: S) => ({ 200: schema, '4xx': refusal, '5xx': refusal });

/** Registered before the routes it describes. Routes without a tag are no part of the contract. */
export async function describeApi(app: HttpApp): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Maskroom',
        version: '1',
        description:
          'Real-time collaborative image labelling. Coordinates are pixels of the picture after its EXIF ' +
          'orientation, (0, 0) the top-left corner of the top-left pixel. Errors are `application/problem+json` ' +
          'with a stable `code`. With the session cookie, calls that change something need a same-origin `Origin`.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'maskroom_session' },
        },
      },
      security: [{ bearer: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, (_, reply) => reply.send(app.swagger()));
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: {
      'default-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data:",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'object-src': "'none'",
    },
  });
}
