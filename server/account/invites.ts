import type { Role } from '@maskroom/shared/annotation/role';
import { Problem } from '@maskroom/shared/base/problem';
import type { Database } from '../store/database.ts';
import {
  closeInvitesOf,
  deleteFirstLogins,
  findOpenInvite,
  insertInvite,
  useInvite,
} from '../store/inviteStore.ts';
import { deleteSessionsOf } from '../store/loginStore.ts';
import { findProject } from '../store/projectStore.ts';
import type { InviteRow, UserRow } from '../store/tables.ts';
import { findUser, findUserByEmail, hasAdmin, insertUser, updateUser } from '../store/userStore.ts';
import { type AccountContext, DAY_MS } from './context.ts';
import { hashPassword } from './passwords.ts';
import { newPersonId } from './personId.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { openSession, type SignedIn, type SignInPlace } from './signIn.ts';

const INVITE_MS = 7 * DAY_MS;

export interface InviteInfo {
  readonly email: string | null;
  readonly name: string | null;
  readonly projectName: string | null;
  readonly role: Role;
}

export interface InviteAnswer {
  readonly token: string;
  readonly name: string;
  /** Asked of the first admin only: everybody else was invited by theirs. */
  readonly email?: string;
  readonly password: string;
}

export const inviteLink = (publicUrl: string, token: string): string => `${publicUrl}/join?token=${token}`;

/** A link for a person who has no password yet, or is to get a new one within a day. Gives the token, which is stored nowhere. */
export async function openInvite(
  db: Database,
  invite: { userId: string; projectId: string | null; role: Role; now: number; resetsPassword?: boolean },
): Promise<string> {
  const token = newSecret();
  await insertInvite(db, {
    token_hash: hashSecret(token),
    user_id: invite.userId,
    project_id: invite.projectId,
    role: invite.role,
    created_at: invite.now,
    expires_at: invite.now + (invite.resetsPassword ? DAY_MS : INVITE_MS),
    used_at: null,
    resets_password: invite.resetsPassword ? 1 : 0,
  });
  return token;
}

export function createInvites(context: AccountContext) {
  const { db, events, now, record, tickets } = context;
  const openOrThrow = async (db: Database, token: string): Promise<InviteRow> => {
    const invite = await findOpenInvite(db, hashSecret(token), now());
    if (!invite) throw new Problem('invite-used');
    return invite;
  };

  return {
    /** What the welcome page shows. @throws Problem `invite-used` */
    async inviteInfo(token: string): Promise<InviteInfo> {
      const { project_id, role, user_id } = await openOrThrow(db, token);
      const user = user_id === null ? undefined : await findUser(db, user_id);
      const project = project_id === null ? undefined : await findProject(db, project_id);
      return {
        email: user?.email ?? null,
        name: user?.name ?? null,
        projectName: project?.name ?? null,
        role,
      };
    },

    /** Sets the person's name and password, once, and signs in. @throws Problem `invite-used`, `conflict` */
    async acceptInvite(answer: InviteAnswer, place: SignInPlace = {}): Promise<SignedIn> {
      await openOrThrow(db, answer.token);
      const password_hash = await hashPassword(answer.password);
      const { resets, signedIn, user } = await db.transaction().execute(async (trx) => {
        const invite = await openOrThrow(trx, answer.token);
        if (!(await useInvite(trx, invite.token_hash, now()))) throw new Problem('invite-used');
        const change = { name: answer.name, password_hash };
        const resets = invite.resets_password === 1;
        const user =
          invite.user_id === null
            ? await makeAdmin(trx, answer.email, change, now())
            : await letIn(trx, { userId: invite.user_id, resets, change, now: now() });
        if (resets) await deleteSessionsOf(trx, user.id);
        const action = resets ? 'password-changed' : 'invite-accepted';
        const details = { role: invite.role };
        await record(trx, {
          actorId: user.id,
          action,
          subjectId: user.id,
          projectId: invite.project_id,
          details,
        });
        return { user, resets, signedIn: await openSession(trx, context, user, place) };
      });
      if (resets) {
        tickets.forget(user.id);
        events.tell({ projectId: null, userId: user.id });
      }
      return signedIn;
    },

    /**
     * The link that makes the first admin; null once there is one. Each call replaces the link before it, so
     * it can be printed at every start without being stored.
     */
    async firstLoginLink(publicUrl: string): Promise<string | null> {
      await deleteFirstLogins(db);
      if (await hasAdmin(db)) return null;
      const token = newSecret();
      await insertInvite(db, {
        token_hash: hashSecret(token),
        user_id: null,
        project_id: null,
        role: 'admin',
        created_at: now(),
        expires_at: null,
        used_at: null,
        resets_password: 0,
      });
      return `${publicUrl}/welcome?token=${token}`;
    },
  };
}

type Change = Pick<UserRow, 'name'> & { password_hash: string };

async function letIn(
  db: Database,
  { change, now, resets, userId }: { userId: string; resets: boolean; change: Change; now: number },
): Promise<UserRow> {
  const user = await findUser(db, userId);
  if (!user || user.disabled_at !== null) throw new Problem('invite-used');
  // An invitation never resets a password that is already set.
  if (user.password_hash !== null && !resets) throw new Problem('invite-used');
  await updateUser(db, userId, change);
  await closeInvitesOf(db, userId, now);
  return { ...user, ...change };
}

async function makeAdmin(
  db: Database,
  email: string | undefined,
  change: Change,
  now: number,
): Promise<UserRow> {
  if (await hasAdmin(db)) throw new Problem('invite-used');
  if (email === undefined) throw new Problem('bad-request', 'The first admin needs an email.');
  if (await findUserByEmail(db, email)) throw new Problem('conflict', 'There is an account with this email.');
  const user = {
    id: await newPersonId(db),
    email,
    ...change,
    is_admin: 1,
    created_at: now,
    disabled_at: null,
  };
  await insertUser(db, user);
  return user;
}
