import { join, resolve } from 'node:path';
import { z } from 'zod';
import { laterSettings, type SettingName, settingRules } from './settingRules.ts';

export type SettingOrigin = 'flag' | 'environment' | 'file' | 'default';
/** By the names of {@link settingRules}, as the command line parser hands them over. */
export type SettingFlags = { readonly [name in SettingName]?: string };
export type Environment = Readonly<Record<string, string | undefined>>;
/** Null when there is no such file. */
export type ReadText = (path: string) => string | null;

export interface FoundSetting {
  /** Null: the default holds. */
  readonly text: string | null;
  readonly origin: SettingOrigin;
}

const scalar = z.union([z.string(), z.number()]).transform(String);
const fileValue = z.union([scalar, z.array(scalar).transform((parts) => parts.join(','))]);
const fileSchema = z.record(z.string(), fileValue);

/**
 * Looks a setting up where it may be said: flag, environment, `…_FILE` (secrets), `maskroom.json` in the data
 * folder. An empty text counts as not said. What is wrong with a source itself is added to `errors`.
 */
export function settingSources(flags: SettingFlags, env: Environment, readText: ReadText, errors: string[]) {
  const outside = (name: SettingName): FoundSetting => {
    const { env: variable, secret } = settingRules[name];
    const flag = flags[name];
    if (flag) return { text: flag, origin: 'flag' };
    const value = env[variable];
    const path = secret ? env[`${variable}_FILE`] : undefined;
    if (value && path) errors.push(`${variable} and ${variable}_FILE are both set; keep one`);
    if (value) return { text: value, origin: 'environment' };
    return {
      text: path ? readSecret(path, `${variable}_FILE`) : null,
      origin: path ? 'environment' : 'default',
    };
  };
  const readSecret = (path: string, variable: string): string | null => {
    const text = attempt(() => readText(path))?.trim();
    if (!text) errors.push(`${variable}: ${path} cannot be read or is empty`);
    return text || null;
  };
  const dataFolder = resolve(outside('data').text ?? settingRules.data.fallback);
  const fromFile = readFile(join(dataFolder, 'maskroom.json'), readText, errors);
  for (const variable of laterSettings)
    if (env[variable] || env[`${variable}_FILE`])
      errors.push(`${variable} is not supported by this version; unset it`);

  const find = (name: SettingName): FoundSetting => {
    const found = outside(name);
    const text = found.text === null && found.origin === 'default' ? fromFile[name] : undefined;
    return text ? { text, origin: 'file' } : found;
  };
  return { dataFolder, find };
}

function readFile(path: string, readText: ReadText, errors: string[]): Readonly<Record<string, string>> {
  const text = attempt(() => readText(path));
  if (text === undefined) errors.push(`${path} cannot be read`);
  if (!text) return {};
  const parsed = fileSchema.safeParse(attempt((): unknown => JSON.parse(text)));
  if (!parsed.success) {
    errors.push(`${path} must be a JSON object of texts, numbers or lists of them`);
    return {};
  }
  for (const name of Object.keys(parsed.data)) {
    if (name === 'data') errors.push(`${path}: "data" cannot be set in the data folder itself`);
    else if (!Object.hasOwn(settingRules, name)) errors.push(`${path}: there is no setting "${name}"`);
  }
  return parsed.data;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
