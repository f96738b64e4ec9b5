/** What the operator decides; see settingRules.ts for names, defaults and checks. Read once, at start. */
export interface Settings {
  readonly host: string;
  /** 0 lets the system choose a free one. */
  readonly port: number;
  /** Absolute. Database, pictures, embeddings and pulled models. */
  readonly dataFolder: string;
  /** Absolute, in the order they are searched. */
  readonly modelsFolders: readonly string[];
  readonly model: string;
  /** Accepted as an admin's bearer token from the first start on. */
  readonly adminToken: string | undefined;
  /** An origin (`https://label.example.org`), without a path. */
  readonly publicUrl: string | undefined;
  /** Addresses, networks or `loopback`: whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly embeddingCacheMb: number;
  /** Models at work at a time, the default one among them. */
  readonly maxModels: number;
  /** Inference servers that run the configured model: what stands before `/v2`. None: this process runs it. */
  readonly tritonUrl: readonly string[];
  /** Prompts under way at a time on each inference server. */
  readonly tritonSlots: number;
  /** For one prompt at one inference server. */
  readonly tritonTimeoutMs: number;
  /** Undefined: the best there is. */
  readonly executionProviders: readonly string[] | undefined;
  /** Undefined: people sign in with passwords only. */
  readonly oidc: OidcSettings | undefined;
  readonly maxPictureMegapixels: number;
  /** Of one file of annotations, as it is sent and unpacked. */
  readonly maxImportMb: number;
  /** Webhooks may go to this very machine. */
  readonly webhookLocal: boolean;
  readonly logLevel: LogLevel;
}

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** What the button says: "Sign in with …". */
  readonly name: string;
  /** Lower case: whose people get an account at their first sign-in; everybody else must have been invited. */
  readonly domains: readonly string[];
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];
