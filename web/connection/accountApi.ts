import type { Role } from '@maskroom/shared/annotation/role';
import {
  newPersonReplySchema,
  newTokenReplySchema,
  passwordLinkSchema,
  peopleSchema,
  sessionListSchema,
  tokenListSchema,
} from '@maskroom/shared/protocol/account';
import { type AuditTopic, auditPageSchema } from '@maskroom/shared/protocol/audit';
import { call, callQuietly, json } from './http.ts';

const at = encodeURIComponent;

export const listSessions = async () => (await call(sessionListSchema, '/me/sessions')).sessions;
export const endSession = (id: string) => callQuietly(`/me/sessions/${at(id)}`, { method: 'DELETE' });
export const endOtherSessions = () => callQuietly('/me/sessions', { method: 'DELETE' });
export const changePassword = (current: string, next: string) =>
  callQuietly('/me/password', json('POST', { current, next }));

export const listTokens = async () => (await call(tokenListSchema, '/tokens')).tokens;
export const createToken = (token: { name: string; expiresAt?: string; role?: Role }) =>
  call(newTokenReplySchema, '/tokens', json('POST', token));
export const revokeToken = (id: string) => callQuietly(`/tokens/${at(id)}`, { method: 'DELETE' });

export const setMemberRole = (projectId: string, userId: string, role: Role) =>
  callQuietly(`/projects/${at(projectId)}/members/${at(userId)}`, json('PUT', { role }));
export const removeMember = (projectId: string, userId: string) =>
  callQuietly(`/projects/${at(projectId)}/members/${at(userId)}`, { method: 'DELETE' });

export const listPeople = async () => (await call(peopleSchema, '/people')).people;
export const addPerson = (person: { name: string; email: string; isAdmin: boolean }) =>
  call(newPersonReplySchema, '/people', json('POST', person));
export const makePasswordLink = (userId: string) =>
  call(passwordLinkSchema, `/people/${at(userId)}/password-link`, json('POST', {}));
export const closeAccount = (userId: string) => callQuietly(`/people/${at(userId)}`, { method: 'DELETE' });

interface AuditChoice {
  /** Absent: about everything. */
  readonly about?: AuditTopic;
  readonly before?: number;
}
const auditQuery = ({ about, before }: AuditChoice): string =>
  new URLSearchParams({
    ...(about !== undefined && { about }),
    ...(before !== undefined && { before: String(before) }),
  }).toString();
export const getAudit = (choice: AuditChoice) => call(auditPageSchema, `/audit?${auditQuery(choice)}`);
export const auditExportUrl = (choice: AuditChoice): string => `/api/v1/audit/export?${auditQuery(choice)}`;
