import { createListeners } from '@maskroom/shared/base/listeners';
import type { OidcSettings } from '../config/settings.ts';
import type { Database } from '../store/database.ts';
import { findUser } from '../store/userStore.ts';
import type { AccessEvents } from './accessEvents.ts';
import { type Actor, actorOf } from './actor.ts';
import { createAuditPages, createRecordAudit } from './audit.ts';
import { createAuthenticate } from './authenticate.ts';
import type { AccountContext } from './context.ts';
import { createInvites } from './invites.ts';
import { createLoginLimits } from './loginLimits.ts';
import { createMembers } from './members.ts';
import { createOidc } from './oidc.ts';
import { createOwnAccount } from './ownAccount.ts';
import { createPeople } from './people.ts';
import { createRoles } from './roles.ts';
import { createSignIn } from './signIn.ts';
import { server, storeSystemUser } from './systemUsers.ts';
import { createTickets } from './tickets.ts';
import { createTokens } from './tokens.ts';
import { createWrongTokens } from './wrongTokens.ts';

export type { Actor } from './actor.ts';

export interface AccountOptions {
  readonly adminToken?: string;
  readonly oidc?: OidcSettings;
  /** The clock, milliseconds since 1970. */
  readonly now?: () => number;
}

/** People, how they prove who they are, and what they may do where. Each method says what it throws. */
export function createAccounts(db: Database, { adminToken, now = Date.now, oidc }: AccountOptions = {}) {
  const events: AccessEvents = createListeners();
  const tickets = createTickets(now);
  const record = createRecordAudit(now);
  const wrongTokens = createWrongTokens();
  const context: AccountContext = {
    db,
    events,
    tickets,
    wrongTokens,
    limits: createLoginLimits(),
    adminToken,
    now,
    record,
    oidc,
  };
  const roles = createRoles(context);
  return {
    authenticate: createAuthenticate(context),
    ...roles,
    ...createSignIn(context),
    ...createInvites(context),
    ...createTokens(context, roles),
    ...createMembers(context),
    ...createPeople(context),
    ...createOwnAccount(context),
    ...createOidc(context),
    ...createAuditPages(context),

    /** For whoever changes what belongs to a project. */
    record,

    /** The server as an author, for what it makes before anybody is there. */
    async serverActor(): Promise<Actor> {
      await storeSystemUser(db, server, now());
      return server;
    },

    /** A single-use key for one document, good for 60 s; whoever takes it in checks the role again. */
    issueTicket: (actor: Actor, imageId: string): string => tickets.issue(actor, imageId),

    /**
     * Null when it was used, has expired, is for another image, or its account was closed meanwhile.
     * @throws Problem `rate-limited` where too many did not hold
     */
    async redeemTicket(ticket: string, imageId: string, address: string): Promise<Actor | null> {
      await wrongTokens.check(address);
      const actor = tickets.redeem(ticket, imageId);
      if (!actor) await wrongTokens.count(address);
      const user = actor && (await findUser(db, actor.userId));
      if (!actor || !user || user.disabled_at !== null) return null;
      return actorOf(user, actor);
    },

    /** Role changes, sign-outs, closed accounts, so that sockets can be told. Gives back how to stop. */
    onAccessChanged: events.add,
  };
}

export type Accounts = ReturnType<typeof createAccounts>;
