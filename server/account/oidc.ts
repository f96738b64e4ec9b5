import { Problem } from '@maskroom/shared/base/problem';
import type { Database } from '../store/database.ts';
import { findUserByIdentity, insertIdentity } from '../store/identityStore.ts';
import type { UserRow } from '../store/tables.ts';
import { findUserByEmail } from '../store/userStore.ts';
import type { AccountContext } from './context.ts';
import { addPerson } from './members.ts';
import { createOidcProvider, type OidcClaims } from './oidcProvider.ts';
import { createOidcTries } from './oidcTries.ts';
import { openSession, type SignedIn, type SignInPlace } from './signIn.ts';

/** A page of ours, never an address elsewhere. */
const safePath = (path: string): string => (/^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/');

export function createOidc(context: AccountContext) {
  const { db, now, oidc: options, record } = context;
  if (options === undefined) return { oidc: null };
  const provider = createOidcProvider(options);
  const tries = createOidcTries(now);

  /** The account of these claims, tied to them at the first sign-in. */
  const personOf = async (trx: Database, claims: OidcClaims): Promise<UserRow> => {
    const { email, issuer, name, subject } = claims;
    const known = await findUserByIdentity(trx, issuer, subject);
    if (known) return known;
    if (email === null) throw new Problem('oidc-refused', 'The provider has not verified your email.');
    const invited = await findUserByEmail(trx, email);
    const domain = email.slice(email.lastIndexOf('@') + 1);
    if (!invited && !options.domains.includes(domain))
      throw new Problem('oidc-refused', `Nobody has invited ${email} yet.`);
    const user = invited ?? (await addPerson(trx, { email, name: name ?? email, now: now() }));
    if (!invited) {
      const details = { role: 'viewer', by: options.name };
      await record(trx, { actorId: user.id, action: 'account-made', subjectId: user.id, details });
    }
    await insertIdentity(trx, { issuer, subject, user_id: user.id, created_at: now() });
    const details = { issuer, subject };
    await record(trx, { actorId: user.id, action: 'identity-tied', subjectId: user.id, details });
    return user;
  };

  return {
    oidc: {
      name: options.name,

      /** Where to send the browser, and the secret for its cookie. @throws Problem `unavailable` */
      async begin(callback: string, returnTo: string): Promise<{ url: URL; browser: string }> {
        const { attempt, browser } = tries.begin(callback, safePath(returnTo));
        return { url: await provider.authorizationUrl(attempt), browser };
      },

      /** The browser came back. @throws Problem `oidc-refused`, `unavailable` */
      async finish(
        callback: URL,
        browser: string,
        place: SignInPlace,
      ): Promise<{ signedIn: SignedIn; returnTo: string }> {
        const attempt = tries.end(callback.searchParams.get('state') ?? '', browser);
        if (!attempt) throw new Problem('oidc-refused', 'This sign-in took too long; begin again.');
        const claims = await provider.claims(callback, attempt);
        const signedIn = await db.transaction().execute(async (trx) => {
          const person = await personOf(trx, claims);
          if (person.disabled_at !== null) throw new Problem('oidc-refused', 'This account is closed.');
          return openSession(trx, context, person, place, options.name);
        });
        return { signedIn, returnTo: attempt.returnTo };
      },
    },
  };
}
