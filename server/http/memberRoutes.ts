import { memberListSchema, newMemberReplySchema, newMemberSchema } from '@maskroom/shared/protocol/http';
import { inviteLink } from '../account/invites.ts';
import { actorOf, onProject } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

const tags = ['members'];
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
      const base = settings.publicUrl ?? `${request.protocol}://${request.host}`;
      return { ...member, inviteLink: inviteToken === null ? null : inviteLink(base, inviteToken) };
    },
  );
}
