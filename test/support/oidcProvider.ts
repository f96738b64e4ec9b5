import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

interface Identity {
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
}

export const oidcClient = { id: 'maskroom', secret: 'a-secret-of-the-test' } as const;

/** A real OpenID Connect provider on this machine, which lets in whoever `people` names without asking. */
export async function startOidcProvider(people: Readonly<Record<string, Identity>>) {
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const redirectUris: string[] = [];
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: oidcClient.id,
        client_secret: oidcClient.secret,
        redirect_uris: ['http://127.0.0.1/api/v1/oidc/callback'],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['a-key-of-the-test'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
  });
  // The server under test listens where the system lets it.
  provider.Client.prototype.redirectUriAllowed = (uri: string) => redirectUris.includes(uri);
  const answer = provider.callback();
  let signsIn = Object.keys(people)[0];
  http.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    void consent(request, response);
  });

  const consent = async (...exchange: Parameters<typeof provider.interactionDetails>): Promise<void> => {
    const { params, session } = await provider.interactionDetails(...exchange);
    const accountId = session?.accountId ?? signsIn;
    const grant = new provider.Grant({ accountId, clientId: String(params.client_id) });
    grant.addOIDCScope(String(params.scope));
    const result = { login: { accountId: signsIn }, consent: { grantId: await grant.save() } };
    await provider.interactionFinished(...exchange, result, { mergeWithLastSubmission: false });
  };

  return {
    issuer,
    allowRedirectTo: (uri: string) => void redirectUris.push(uri),
    /** Who sits at the browser from now on. */
    signInAs: (name: string) => {
      signsIn = name;
    },
    async [Symbol.asyncDispose](): Promise<void> {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
