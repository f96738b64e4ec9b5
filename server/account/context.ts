import type { OidcSettings } from '../config/settings.ts';
import type { Database } from '../store/database.ts';
import type { AccessEvents } from './accessEvents.ts';
import type { RecordAudit } from './audit.ts';
import type { LoginLimits } from './loginLimits.ts';
import type { Tickets } from './tickets.ts';
import type { WrongTokens } from './wrongTokens.ts';

/** What the parts of accounts share. */
export interface AccountContext {
  readonly db: Database;
  readonly events: AccessEvents;
  readonly limits: LoginLimits;
  readonly tickets: Tickets;
  readonly wrongTokens: WrongTokens;
  readonly adminToken: string | undefined;
  readonly now: () => number;
  readonly record: RecordAudit;
  readonly oidc: OidcSettings | undefined;
}

export const DAY_MS = 24 * 60 * 60 * 1_000;
