import { Problem } from '@maskroom/shared/base/problem';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import { isLoopback } from '../config/loopback.ts';
import type { OidcSettings } from '../config/settings.ts';

/** What one try carries there and back. */
export interface OidcTry {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What the provider says of somebody. */
export interface OidcClaims {
  readonly issuer: string;
  readonly subject: string;
  /** Lower case; null unless the provider has verified it. */
  readonly email: string | null;
  readonly name: string | null;
}

/** Authorization code with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636). */
export function createOidcProvider({
  clientId,
  clientSecret,
  issuer,
}: Pick<OidcSettings, 'clientId' | 'clientSecret' | 'issuer'>) {
  const address = new URL(issuer);
  // Only a provider on this very machine may be spoken to in the clear.
  const isLocal = address.protocol === 'http:' && isLoopback(address.hostname);
  let configuration: Promise<Configuration> | undefined;

  /** Read once; a provider that cannot be reached is tried again at the next sign-in. */
  const discover = (): Promise<Configuration> => {
    // Who made the ID token is asked of its signature too, not only of the connection that it came over.
    const execute = [enableNonRepudiationChecks, ...(isLocal ? [allowInsecureRequests] : [])];
    configuration ??= discovery(address, clientId, clientSecret, undefined, { execute }).catch(
      (cause: unknown) => {
        configuration = undefined;
        throw new Problem('unavailable', 'The identity provider cannot be reached; try again shortly.', {
          cause: cause instanceof Error ? cause.message : String(cause),
        });
      },
    );
    return configuration;
  };

  return {
    /** Where to send the browser. @throws Problem `unavailable` */
    async authorizationUrl({ nonce, redirectUri, state, verifier }: OidcTry): Promise<URL> {
      return buildAuthorizationUrl(await discover(), {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
    },

    /** `callback`: the address that the browser came back to. @throws Problem `oidc-refused`, `unavailable` */
    async claims(callback: URL, { nonce, redirectUri, state, verifier }: OidcTry): Promise<OidcClaims> {
      const known = await discover();
      // What the provider was told, whatever proxy the answer came through.
      const url = new URL(redirectUri);
      url.search = callback.search;
      const tokens = await authorizationCodeGrant(known, url, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      }).catch(() => {
        throw new Problem('oidc-refused');
      });
      const claims = tokens.claims();
      if (!claims) throw new Problem('oidc-refused');
      const { email, email_verified, iss, name, sub } = claims;
      return {
        issuer: iss,
        subject: sub,
        email: typeof email === 'string' && email_verified === true ? email.toLowerCase() : null,
        name: typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 120) : null,
      };
    },
  };
}

export type OidcProvider = ReturnType<typeof createOidcProvider>;
