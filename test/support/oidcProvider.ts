import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

interface Identity {
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
}

/** What is put in the place of the ID token that the provider made. */
export interface Forged {
  /** RS256 with the provider's key when absent. */
  readonly alg?: 'none' | 'HS256';
  /** Signed with a key that is not the provider's. */
  readonly byStranger?: boolean;
  /** Over those that the provider put in. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

const newKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ format: 'jwk' });
const packed = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export const oidcClient = { id: 'maskroom', secret: 'a-secret-of-the-test' } as const;

/** A real OpenID Connect provider on this machine, which lets in whoever `people` names without asking. */
export async function startOidcProvider(people: Readonly<Record<string, Identity>>) {
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const redirectUris: string[] = [];
  const [own, strange] = [newKey(), newKey()];
  let forged: Forged | null = null;

  const forge = (token: string, { alg, byStranger, claims }: Forged): string => {
    const [header, payload] = token
      .split('.', 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString() || 'null'));
    const text = `${packed({ ...header, ...(alg && { alg }) })}.${packed({ ...payload, ...claims })}`;
    if (alg === 'none') return `${text}.`;
    if (alg === 'HS256')
      return `${text}.${createHmac('sha256', oidcClient.secret).update(text).digest('base64url')}`;
    const key = createPrivateKey({ key: byStranger ? strange : own, format: 'jwk' });
    return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
  };
  const tamperWith = (response: ServerResponse, how: Forged): void => {
    const end = response.end.bind(response);
    response.end = (body: unknown) => {
      const answer = JSON.parse(String(body));
      const changed = JSON.stringify({ ...answer, id_token: forge(answer.id_token, how) });
      response.setHeader('content-length', Buffer.byteLength(changed));
      return end(changed);
    };
  };
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
    jwks: { keys: [{ ...own, use: 'sig', alg: 'RS256', kid: 'own' }] },
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
    if (forged && request.url === '/token') tamperWith(response, forged);
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
    /** From now on ID tokens are these; null: the provider's own. */
    forgeTokens: (how: Forged | null) => {
      forged = how;
    },
    async [Symbol.asyncDispose](): Promise<void> {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
