import { type Role, roleAtLeast } from '@maskroom/shared/annotation/role';

/** The one table of who may do what in a project: operation → least role. HTTP, sockets and documents ask here. */
const leastRoles = {
  'project:read': 'viewer',
  presence: 'viewer',
  annotate: 'annotator',
  comment: 'annotator',
  predict: 'annotator',
  review: 'reviewer',
  /** Threads of others; whoever opened one resolves it. */
  'comments:resolve': 'reviewer',
  export: 'reviewer',
  /** Changing what is accepted, and opening a decision on one's own work again. */
  unlock: 'lead',
  /** Taking an instance of somebody else out as if it had never been; deleting one is to annotate. */
  'instances:remove': 'lead',
  /** Of others; one's own are taken away by whoever wrote them. */
  'comments:remove': 'lead',
  restore: 'lead',
  monitor: 'lead',
  /** Of single people, where the project does not show them to all members. */
  figures: 'lead',
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
  audit: 'lead',
} as const satisfies Record<string, Role>;

export type Operation = keyof typeof leastRoles;

export const allowed = (role: Role, operation: Operation): boolean =>
  roleAtLeast(role, leastRoles[operation]);

/** Whether they tell somebody's layer from a picture, and see both (Q20 of server/quality/SPEC.md). */
export const seesTwins = (role: Role): boolean => allowed(role, 'review');
