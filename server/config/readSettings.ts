import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { err, ok, type Result } from '@maskroom/shared/base/result';
import { repositoryRoot } from './repositoryRoot.ts';
import { flagOf, type SettingName, type SettingRule, settingRules } from './settingRules.ts';
import {
  type Environment,
  type ReadText,
  type SettingFlags,
  type SettingOrigin,
  settingSources,
} from './settingSources.ts';
import type { Settings } from './settings.ts';

const readTextFile: ReadText = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null);

/** Flag before environment before file before default. A failure names every fault at once. */
export function readSettings(
  flags: SettingFlags,
  env: Environment,
  readText: ReadText = readTextFile,
): Result<Settings, string[]> {
  const errors: string[] = [];
  const { dataFolder, find } = settingSources(flags, env, readText, errors);
  const take = <T>(name: SettingName, rule: SettingRule<T>): T => {
    const { text, origin } = find(name);
    if (text === null) return rule.fallback;
    const parsed = rule.parse(text.trim());
    if (parsed.ok) return parsed.value;
    errors.push(`${nameIn(origin, name)} ${parsed.error}`);
    return rule.fallback;
  };
  const rules = settingRules;
  const takeOidc = (): Settings['oidc'] => {
    const [issuer, clientId] = [
      take('oidcIssuer', rules.oidcIssuer),
      take('oidcClientId', rules.oidcClientId),
    ];
    const rest = {
      clientSecret: take('oidcClientSecret', rules.oidcClientSecret),
      name: take('oidcName', rules.oidcName),
      domains: take('oidcDomains', rules.oidcDomains),
    };
    if (issuer !== undefined && clientId !== undefined) return { issuer, clientId, ...rest };
    if (issuer !== undefined || clientId !== undefined)
      errors.push('MASKROOM_OIDC_ISSUER and MASKROOM_OIDC_CLIENT_ID go together; set both');
    return undefined;
  };
  const settings: Settings = {
    host: take('host', rules.host),
    port: take('port', rules.port),
    dataFolder,
    modelsFolders: [join(dataFolder, 'models'), fileURLToPath(new URL('models', repositoryRoot))],
    model: take('model', rules.model),
    adminToken: take('adminToken', rules.adminToken),
    publicUrl: take('publicUrl', rules.publicUrl),
    trustedProxies: take('trustedProxies', rules.trustedProxies),
    embeddingCacheMb: take('embeddingCacheMb', rules.embeddingCacheMb),
    maxModels: take('maxModels', rules.maxModels),
    tritonUrl: take('tritonUrl', rules.tritonUrl),
    tritonSlots: take('tritonSlots', rules.tritonSlots),
    tritonTimeoutMs: take('tritonTimeoutMs', rules.tritonTimeoutMs),
    executionProviders: take('executionProviders', rules.executionProviders),
    oidc: takeOidc(),
    maxPictureMegapixels: take('maxPictureMegapixels', rules.maxPictureMegapixels),
    maxImportMb: take('maxImportMb', rules.maxImportMb),
    webhookLocal: take('webhookLocal', rules.webhookLocal),
    logLevel: take('logLevel', rules.logLevel),
  };
  return errors.length === 0 ? ok(settings) : err(errors);
}

const nameIn = (origin: SettingOrigin, name: SettingName): string => {
  if (origin === 'flag') return flagOf(settingRules[name]);
  return origin === 'file' ? `"${name}" in maskroom.json` : settingRules[name].env;
};

export interface ExplainedSetting {
  readonly name: string;
  readonly env: string;
  readonly flag: string;
  readonly value: string;
  readonly origin: SettingOrigin;
  readonly about: string;
}

/** Every setting with its value and where it was said, for `config print`; secrets are dots. */
export function explainSettings(
  flags: SettingFlags,
  env: Environment,
  readText: ReadText = readTextFile,
): ExplainedSetting[] {
  const { find } = settingSources(flags, env, readText, []);
  const names: readonly SettingName[] = [
    'host',
    'port',
    'data',
    'model',
    'adminToken',
    'publicUrl',
    'trustedProxies',
    'embeddingCacheMb',
    'maxModels',
    'executionProviders',
    'tritonUrl',
    'tritonSlots',
    'tritonTimeoutMs',
    'oidcIssuer',
    'oidcClientId',
    'oidcClientSecret',
    'oidcName',
    'oidcDomains',
    'maxPictureMegapixels',
    'maxImportMb',
    'webhookLocal',
    'logLevel',
  ];
  return names.map((name) => {
    const rule = settingRules[name];
    const { text, origin } = find(name);
    const value = text === null ? String(rule.fallback ?? '') : rule.secret ? '••••••' : text;
    return { name, env: rule.env, flag: flagOf(rule), value, origin, about: rule.about };
  });
}
