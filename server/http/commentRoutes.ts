import { Problem } from '@maskroom/shared/base/problem';
import {
  commentChangeSchema,
  commentListSchema,
  commentSchema,
  mentionListSchema,
  newCommentSchema,
} from '@maskroom/shared/protocol/comments';
import type { FastifyRequest } from 'fastify';
import type { Speaker } from '../review/comments.ts';
import { actorOf, imageOf, onImage } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

const tags = ['comments'];
const commentParams = idParams.extend({ commentId: idParams.shape.id });

function speakerOf(request: FastifyRequest): Speaker {
  const role = request.caller?.role;
  if (!role) throw new Problem('not-found');
  return { userId: actorOf(request).userId, role };
}

export function commentRoutes(app: HttpApp, { accounts, comments }: HttpParts): void {
  app.get(
    '/images/:id/comments',
    {
      config: onImage('project:read'),
      schema: {
        tags,
        summary: 'What is said about the picture, oldest first',
        params: idParams,
        response: answers(commentListSchema),
      },
    },
    async (request) => comments.list(imageOf(request).id, actorOf(request).userId),
  );

  app.post(
    '/images/:id/comments',
    {
      config: onImage('comment'),
      schema: {
        tags,
        summary: 'Say something about the picture, a point, an instance, or in a thread',
        params: idParams,
        body: newCommentSchema,
        response: answers(commentSchema),
      },
    },
    async (request) => comments.add(imageOf(request), speakerOf(request), request.body),
  );

  app.put(
    '/images/:id/comments/:commentId',
    {
      config: onImage('comment'),
      schema: {
        tags,
        summary: 'Change one’s words, or resolve or reopen a thread',
        params: commentParams,
        body: commentChangeSchema,
        response: answers(commentSchema),
      },
    },
    async (request) =>
      comments.change(imageOf(request), speakerOf(request), request.params.commentId, request.body),
  );

  app.delete(
    '/images/:id/comments/:commentId',
    {
      config: onImage('comment'),
      schema: { tags, summary: 'Take a comment back', params: commentParams },
    },
    async (request, reply) => {
      await comments.remove(imageOf(request), speakerOf(request), request.params.commentId);
      return reply.code(204).send();
    },
  );

  app.put(
    '/images/:id/comments/seen',
    {
      config: onImage('project:read'),
      schema: { tags, summary: 'The caller has seen all that is said so far', params: idParams },
    },
    async (request, reply) => {
      await comments.markSeen(imageOf(request).id, actorOf(request).userId);
      return reply.code(204).send();
    },
  );

  app.get(
    '/me/mentions',
    {
      config: { access: 'signed-in' },
      schema: {
        tags,
        summary: 'Comments that speak to the caller and were not seen, newest first',
        response: answers(mentionListSchema),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const roles = await accounts.rolesOf(actor);
      return { mentions: await comments.mentions(actor.userId, Object.keys(roles)) };
    },
  );
}
