import { z } from 'zod';

/** From least to most; a role may do all that those before it may, but for review of one's own work. */
export const roles = ['viewer', 'annotator', 'reviewer', 'lead', 'admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const roleAtLeast = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least);
