import type { Role } from '@maskroom/shared/annotation/role';
import { newTokenReplySchema } from '@maskroom/shared/protocol/account';
import {
  newMemberReplySchema,
  type Project,
  projectSchema,
  uploadReportSchema,
} from '@maskroom/shared/protocol/http';
import { type ApiClient, apiClient } from './apiClient.ts';
import { adminToken } from './testServer.ts';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  readonly api: ApiClient;
}

/** A project with pictures in it, made as an operator's script would: with the automation token. */
export async function createProject(
  url: string,
  labels: readonly string[],
  pictures: Readonly<Record<string, Uint8Array>>,
) {
  const admin = apiClient(url, adminToken);
  const body = { name: 'Test project', labels: labels.map((name) => ({ name })) };
  const project: Project = await admin.send('POST', '/projects', projectSchema, body);
  const report = await admin.send(
    'POST',
    `/projects/${project.id}/images`,
    uploadReportSchema,
    filesOf(pictures),
  );
  return { admin, project, images: report.images, rejected: report.rejected };
}

export function filesOf(pictures: Readonly<Record<string, Uint8Array>>): FormData {
  const form = new FormData();
  for (const [name, bytes] of Object.entries(pictures))
    form.append('files', new Blob([new Uint8Array(bytes)]), name);
  return form;
}

/** Somebody with a role in the project and a token of their own. */
export async function addMember(
  admin: ApiClient,
  url: string,
  projectId: string,
  name: string,
  role: Role,
): Promise<Member> {
  const email = `${name.toLowerCase()}@example.org`;
  const { id } = await admin.send('POST', `/projects/${projectId}/members`, newMemberReplySchema, {
    email,
    name,
    role,
  });
  const { token } = await admin.send('POST', '/tokens', newTokenReplySchema, { name: 'test', userId: id });
  return { id, name, token, api: apiClient(url, token) };
}
