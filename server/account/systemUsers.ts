import { SERVER_USER_ID } from '../store/auditStore.ts';
import type { Database } from '../store/database.ts';
import { insertUserOnce } from '../store/userStore.ts';
import type { Actor } from './actor.ts';

const system = (userId: string, name: string): Actor => ({
  userId,
  name,
  isAdmin: true,
  via: 'server',
  scope: null,
  sessionExpiresAt: null,
});

/** Whoever holds MASKROOM_ADMIN_TOKEN: its work needs a name like everybody's. */
export const automation = system('automation', 'Automation');

/** The server itself, for what it makes before anybody is there: samples, and projects from the command line. */
export const server = system(SERVER_USER_ID, 'Maskroom');

export const isSystemUser = (userId: string): boolean => [automation.userId, server.userId].includes(userId);

/** Users that nobody signs in as; stored before their first work, because work refers to its author. */
export const storeSystemUser = (db: Database, { name, userId }: Actor, now: number): Promise<void> =>
  insertUserOnce(db, {
    id: userId,
    email: null,
    name,
    password_hash: null,
    is_admin: 1,
    created_at: now,
    disabled_at: null,
  });
