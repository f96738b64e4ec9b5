import type { NewAttribute } from '@maskroom/shared/annotation/attribute';
import type { Role } from '@maskroom/shared/annotation/role';
import { Problem } from '@maskroom/shared/base/problem';
import { signInOptionsSchema } from '@maskroom/shared/protocol/account';
import {
  imageListSchema,
  imageSchema,
  instanceListSchema,
  inviteInfoSchema,
  labelSchema,
  memberListSchema,
  meSchema,
  modelListSchema,
  newMemberReplySchema,
  type ProjectChange,
  projectListSchema,
  projectSchema,
} from '@maskroom/shared/protocol/http';
import { queueSchema } from '@maskroom/shared/protocol/queue';
import { z } from 'zod';
import { t } from '../ui/language/language.ts';
import { call, callBlob, callQuietly, json } from './http.ts';

/** Every HTTP call of the web client, one function each; they throw a Problem. */
const at = encodeURIComponent;

export const getMe = () => call(meSchema, '/me');
export const signIn = (email: string, password: string) =>
  callQuietly('/session', json('POST', { email, password }));
export const getSignInOptions = () => call(signInOptionsSchema, '/session/options');
/** Where the browser goes to sign in with the provider; it comes back to `next`. */
export const providerSignIn = (next: string): string => `/api/v1/oidc/start?next=${at(next)}`;
export const signOut = () => callQuietly('/session', { method: 'DELETE' });

export const getInvite = (token: string) => call(inviteInfoSchema, `/invites/${at(token)}`);
export const acceptInvite = (token: string, details: { name: string; email?: string; password: string }) =>
  callQuietly(`/invites/${at(token)}/accept`, json('POST', { token, ...details }));

export const listProjects = async () => (await call(projectListSchema, '/projects')).projects;
export const getProject = (projectId: string) => call(projectSchema, `/projects/${at(projectId)}`);
export const changeProject = (projectId: string, change: ProjectChange) =>
  call(projectSchema, `/projects/${at(projectId)}`, json('PUT', change));
const createdSchema = z.object({ id: z.string() });
export const createProject = (project: { name: string; labels: { name: string; color?: string }[] }) =>
  call(createdSchema, '/projects', json('POST', project));
export const addLabel = (projectId: string, label: { name: string; color?: string }) =>
  call(labelSchema, `/projects/${at(projectId)}/labels`, json('POST', label));
export const changeLabel = (
  projectId: string,
  labelId: string,
  change: { name?: string; color?: string; attributes?: readonly NewAttribute[] },
) => call(labelSchema, `/projects/${at(projectId)}/labels/${at(labelId)}`, json('PUT', change));

export const listImages = async (projectId: string) =>
  (await call(imageListSchema, `/projects/${at(projectId)}/images`)).images;
export const getImage = (imageId: string) => call(imageSchema, `/images/${at(imageId)}`);
export const listInstances = async (imageId: string) =>
  (await call(instanceListSchema, `/images/${at(imageId)}/instances`)).instances;
/** What waits for this person's decision: nobody decides on their own work. */
export const getQueue = (projectId: string, asked: Readonly<Record<string, string>>) =>
  call(queueSchema, `/projects/${at(projectId)}/queue?${new URLSearchParams({ ...asked, whose: 'others' })}`);

export const listMembers = async (projectId: string) =>
  (await call(memberListSchema, `/projects/${at(projectId)}/members`)).members;
export const addMember = (projectId: string, member: { email: string; name: string; role: Role }) =>
  call(newMemberReplySchema, `/projects/${at(projectId)}/members`, json('POST', member));

export const listModels = async () => (await call(modelListSchema, '/models')).models;

const tilePath = (imageId: string, level: number, column: number, row: number): string =>
  `/images/${at(imageId)}/tiles/${level}/${column}/${row}`;

/** One tile of a large picture, encoded. @throws Problem `unavailable` while the server makes the picture's tiles */
export async function getTile(
  imageId: string,
  { column, level, row }: { level: number; column: number; row: number },
  signal?: AbortSignal,
): Promise<Blob> {
  const tile = await callBlob(tilePath(imageId, level, column, row), { signal });
  if (tile.size === 0) throw new Problem('unavailable', t('preparing.tiles'));
  return tile;
}

/** Addresses the browser fetches by itself. */
export const tileUrl = (
  imageId: string,
  { column, level, row }: { level: number; column: number; row: number },
): string => `/api/v1${tilePath(imageId, level, column, row)}`;
export const pictureUrl = (imageId: string): string => `/api/v1/images/${at(imageId)}/file`;
export const thumbnailUrl = (imageId: string): string => `/api/v1/images/${at(imageId)}/thumbnail`;
export const exportUrl = (projectId: string, format: string): string =>
  `/api/v1/projects/${at(projectId)}/export?format=${at(format)}`;
