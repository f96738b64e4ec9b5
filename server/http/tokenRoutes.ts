import { newTokenSchema, tokenListSchema } from '@maskroom/shared/protocol/account';
import { z } from 'zod';
import { requireImage } from '../image/sight.ts';
import { actorOf } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

const tags = ['account'];
const tokenSchema = z.object({ id: z.string(), token: z.string() });
const ticketSchema = z.object({ ticket: z.string() });

export function tokenRoutes(app: HttpApp, { accounts, images }: HttpParts): void {
  app.post(
    '/tokens',
    {
      config: { access: 'signed-in' },
      schema: {
        tags,
        summary: 'Make a bearer token; it is shown this once',
        body: newTokenSchema,
        response: answers(tokenSchema),
      },
    },
    async (request, reply) => {
      const { expiresAt, name, projectId = null, role = null, userId } = request.body;
      reply.header('cache-control', 'no-store');
      const until = expiresAt === undefined ? undefined : Date.parse(expiresAt);
      const scope = role === null && projectId === null ? null : { role, projectId };
      return accounts.createToken(actorOf(request), { name, userId, expiresAt: until, scope });
    },
  );

  app.get(
    '/tokens',
    {
      config: { access: 'signed-in' },
      schema: { tags, summary: 'Own tokens, without their secrets', response: answers(tokenListSchema) },
    },
    async (request) => ({ tokens: await accounts.listTokens(actorOf(request)) }),
  );

  app.delete(
    '/tokens/:id',
    { config: { access: 'signed-in' }, schema: { tags, summary: 'Revoke a token', params: idParams } },
    async (request, reply) => {
      await accounts.revokeToken(actorOf(request), request.params.id);
      return reply.code(204).send();
    },
  );

  app.post(
    '/tickets',
    {
      config: { access: 'signed-in' },
      schema: {
        tags,
        summary: 'A single-use key (60 s) for the socket of an image’s document',
        body: z.object({ imageId: z.string().min(1).max(64) }),
        response: answers(ticketSchema),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { image } = await requireImage({ accounts, images }, actor, request.body.imageId, 'project:read');
      reply.header('cache-control', 'no-store');
      return { ticket: accounts.issueTicket(actor, image.id) };
    },
  );
}
