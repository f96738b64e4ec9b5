import {
  memberListSchema,
  memberRoleSchema,
  newMemberReplySchema,
  newMemberSchema,
} from '@maskroom/shared/protocol/http';
import { inviteLink } from '../account/invites.ts';
import { actorOf, onProject } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { linkBase } from './linkBase.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

const tags = ['members'];
const memberParams = idParams.extend({ userId: idParams.shape.id });

export function memberRoutes(app: HttpApp, { accounts, settings }: HttpParts): void {
  app.get(
    '/projects/:id/members',
    {
      config: onProject('members'),
      schema: { tags, summary: 'Members', params: idParams, response: answers(memberListSchema) },
    },
    async (request) => ({ members: await accounts.members(request.params.id) }),
  );

  app.post(
    '/projects/:id/members',
    {
      config: onProject('members'),
      schema: {
        tags,
        summary: 'Invite somebody, or change a role',
        params: idParams,
        body: newMemberSchema,
        response: answers(newMemberReplySchema),
      },
    },
    async (request) => {
      const { inviteToken, member } = await accounts.addMember(
        actorOf(request),
        request.params.id,
        request.body,
      );
      const link = inviteToken === null ? null : inviteLink(linkBase(request, settings), inviteToken);
      return { ...member, inviteLink: link };
    },
  );

  app.put(
    '/projects/:id/members/:userId',
    {
      config: onProject('members'),
      schema: { tags, summary: 'Change a member’s role', params: memberParams, body: memberRoleSchema },
    },
    async (request, reply) => {
      const { id, userId } = request.params;
      await accounts.setMemberRole(actorOf(request), id, userId, request.body.role);
      return reply.code(204).send();
    },
  );

  app.delete(
    '/projects/:id/members/:userId',
    {
      config: onProject('members'),
      schema: { tags, summary: 'Take a member out of a project', params: memberParams },
    },
    async (request, reply) => {
      const { id, userId } = request.params;
      await accounts.removeMember(actorOf(request), id, userId);
      return reply.code(204).send();
    },
  );
}
