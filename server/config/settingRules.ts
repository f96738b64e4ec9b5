import * as parse from './parseSetting.ts';
import type { LogLevel } from './settings.ts';

/** How one setting is called, checked and explained. `--flag` is `MASKROOM_NAME` in lower case with dashes. */
export interface SettingRule<T> {
  readonly env: `MASKROOM_${string}`;
  readonly about: string;
  readonly fallback: T;
  readonly parse: parse.SettingParser<T>;
  /** May come from a file named by `…_FILE`, and is never shown. */
  readonly secret?: true;
}

const rule = <T>(rule: SettingRule<T>): SettingRule<T> => rule;

/** The one table of settings; the key is also the name in `maskroom.json`. */
export const settingRules = {
  host: rule<string>({
    env: 'MASKROOM_HOST',
    about: 'address to listen on',
    fallback: '127.0.0.1',
    parse: parse.host,
  }),
  port: rule<number>({
    env: 'MASKROOM_PORT',
    about: 'port to listen on, 0 for any free one',
    fallback: 8080,
    parse: parse.integer(0, 65_535),
  }),
  data: rule<string>({
    env: 'MASKROOM_DATA',
    about: 'folder for the database, pictures, embeddings and models',
    fallback: './data',
    parse: parse.text,
  }),
  model: rule<string>({
    env: 'MASKROOM_MODEL',
    about: 'name of a folder under models/ or data/models/',
    fallback: 'builtin',
    parse: parse.folderName,
  }),
  adminToken: rule<string | undefined>({
    env: 'MASKROOM_ADMIN_TOKEN',
    about: 'token that acts as an admin, for automation',
    fallback: undefined,
    parse: parse.token,
    secret: true,
  }),
  publicUrl: rule<string | undefined>({
    env: 'MASKROOM_PUBLIC_URL',
    about: 'where browsers reach the server, when not at host and port',
    fallback: undefined,
    parse: parse.origin,
  }),
  trustedProxies: rule<readonly string[]>({
    env: 'MASKROOM_TRUSTED_PROXIES',
    about: 'addresses or networks of reverse proxies, comma separated',
    fallback: [],
    parse: parse.networks,
  }),
  embeddingCacheMb: rule<number>({
    env: 'MASKROOM_EMBEDDING_CACHE_MB',
    about: 'memory for image embeddings',
    fallback: 512,
    parse: parse.integer(16, 1_048_576),
  }),
  maxModels: rule<number>({
    env: 'MASKROOM_MAX_MODELS',
    about: 'models that run at a time',
    fallback: 3,
    parse: parse.integer(1, 100),
  }),
  executionProviders: rule<readonly string[] | undefined>({
    env: 'MASKROOM_EXECUTION_PROVIDERS',
    about: 'where the model runs, comma separated, best first',
    fallback: undefined,
    parse: parse.executionProviders,
  }),
  tritonUrl: rule<readonly string[]>({
    env: 'MASKROOM_TRITON_URL',
    about: 'inference servers (KServe v2) that run the model, comma separated',
    fallback: [],
    parse: parse.baseUrls,
  }),
  tritonSlots: rule<number>({
    env: 'MASKROOM_TRITON_SLOTS',
    about: 'prompts under way at a time on each inference server',
    fallback: 2,
    parse: parse.integer(1, 64),
  }),
  tritonTimeoutMs: rule<number>({
    env: 'MASKROOM_TRITON_TIMEOUT_MS',
    about: 'longest wait for one inference server to answer a prompt',
    fallback: 5_000,
    parse: parse.integer(100, 600_000),
  }),
  oidcIssuer: rule<string | undefined>({
    env: 'MASKROOM_OIDC_ISSUER',
    about: 'address of an OpenID Connect provider to sign in with',
    fallback: undefined,
    parse: parse.issuer,
  }),
  oidcClientId: rule<string | undefined>({
    env: 'MASKROOM_OIDC_CLIENT_ID',
    about: 'what the provider knows this server as',
    fallback: undefined,
    parse: parse.token,
  }),
  oidcClientSecret: rule<string | undefined>({
    env: 'MASKROOM_OIDC_CLIENT_SECRET',
    about: 'what the server proves itself to the provider with',
    fallback: undefined,
    parse: parse.token,
    secret: true,
  }),
  oidcName: rule<string>({
    env: 'MASKROOM_OIDC_NAME',
    about: 'the provider’s name on the sign-in page',
    fallback: 'single sign-on',
    parse: parse.text,
  }),
  oidcDomains: rule<readonly string[]>({
    env: 'MASKROOM_OIDC_DOMAINS',
    about: 'email domains whose people get an account at their first sign-in',
    fallback: [],
    parse: parse.domains,
  }),
  maxPictureMegapixels: rule<number>({
    env: 'MASKROOM_MAX_PICTURE_MEGAPIXELS',
    about: 'largest picture taken, in millions of pixels',
    fallback: 64,
    parse: parse.integer(1, 1_000),
  }),
  maxImportMb: rule<number>({
    env: 'MASKROOM_MAX_IMPORT_MB',
    about: 'largest import taken, as it is sent and unpacked',
    fallback: 1_024,
    parse: parse.integer(1, 1_048_576),
  }),
  webhookLocal: rule<boolean>({
    env: 'MASKROOM_WEBHOOK_LOCAL',
    about: 'whether webhooks may go to this very machine, over http too',
    fallback: false,
    parse: parse.flag,
  }),
  logLevel: rule<LogLevel>({
    env: 'MASKROOM_LOG_LEVEL',
    about: 'least level that is logged',
    fallback: 'info',
    parse: parse.logLevel,
  }),
};

export type SettingName = keyof typeof settingRules;

/** Announced for later: set today they would do nothing, and a setting that does nothing is a trap. */
export const laterSettings: readonly `MASKROOM_${string}`[] = [
  'MASKROOM_DATABASE_URL',
  'MASKROOM_REDIS_URL',
  'MASKROOM_S3_ENDPOINT',
  'MASKROOM_S3_BUCKET',
  'MASKROOM_S3_REGION',
  'MASKROOM_S3_ACCESS_KEY',
  'MASKROOM_S3_SECRET_KEY',
];

/** `MASKROOM_EMBEDDING_CACHE_MB` → `--embedding-cache-mb`. */
export const flagOf = ({ env }: { env: string }): string =>
  `--${env.slice('MASKROOM_'.length).toLowerCase().replaceAll('_', '-')}`;
