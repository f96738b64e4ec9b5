import { type Role, roleAtLeast } from '@maskroom/shared/annotation/role';

/** The one table of who may do what in a project: operation → least role. HTTP, sockets and documents ask here. */
export const leastRoles = {
  'project:read': 'viewer',
  presence: 'viewer',
  annotate: 'annotator',
  comment: 'annotator',
  predict: 'annotator',
  review: 'reviewer',
  export: 'reviewer',
  unlock: 'lead',
  restore: 'lead',
  monitor: 'lead',
  nudge: 'lead',
  alerts: 'lead',
  members: 'lead',
  labels: 'lead',
  jobs: 'lead',
  'project:change': 'lead',
  'images:add': 'lead',
  import: 'lead',
  /** Asked of the highest role a person has anywhere. */
  'project:create': 'lead',
  'project:delete': 'admin',
  audit: 'lead',
} as const satisfies Record<string, Role>;

export type Operation = keyof typeof leastRoles;

export const allowed = (role: Role, operation: Operation): boolean =>
  roleAtLeast(role, leastRoles[operation]);
