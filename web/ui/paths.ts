/** Every address of the app, written once. */
export const paths = {
  projects: '/',
  account: '/account',
  signIn: (next?: string): string =>
    next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in',
  project: (projectId: string): string => `/projects/${projectId}`,
  /** At a place of it where `search` names one. */
  queue: (projectId: string, search = ''): string => `/projects/${projectId}/queue${search && `?${search}`}`,
  quality: (projectId: string): string => `/projects/${projectId}/quality`,
  /** What several people have drawn of one picture. */
  consensus: (projectId: string, imageId: string): string => `/projects/${projectId}/quality/${imageId}`,
  figures: (projectId: string): string => `/projects/${projectId}/figures`,
  live: (projectId: string): string => `/projects/${projectId}/live`,
  /** The workspace, at one object where `instanceId` names it. */
  image: (projectId: string, imageId: string, instanceId?: string): string =>
    `/projects/${projectId}/images/${imageId}${instanceId ? `?object=${encodeURIComponent(instanceId)}` : ''}`,
  /** The workspace, at an object of the review queue to mend; `queue` is the way back, as {@link paths.queue} takes it. */
  mend: (projectId: string, imageId: string, instanceId: string, queue: string): string =>
    `${paths.image(projectId, imageId, instanceId)}&queue=${encodeURIComponent(queue)}`,
  /** The workspace, seeing what somebody sees who is on that picture. */
  watch: (projectId: string, imageId: string, userId: string): string =>
    `/projects/${projectId}/images/${imageId}?follow=${encodeURIComponent(userId)}`,
  /** The workspace, at a thread of comments. */
  comment: (projectId: string, imageId: string, threadId: string): string =>
    `/projects/${projectId}/images/${imageId}?comment=${encodeURIComponent(threadId)}`,
} as const;
