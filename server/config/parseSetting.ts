import { isIP } from 'node:net';
import { err, ok, type Result } from '@maskroom/shared/base/result';
import { isLoopback } from './loopback.ts';
import { type LogLevel, logLevels } from './settings.ts';

/** Text from any source in, a checked value out; the error says what would be right. */
export type SettingParser<T> = (text: string) => Result<T>;

export const text: SettingParser<string> = ok;

export const flag: SettingParser<boolean> = (text) =>
  text === 'true' || text === 'false' ? ok(text === 'true') : err('must be true or false');

export const integer =
  (least: number, most: number): SettingParser<number> =>
  (text) =>
    /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most
      ? ok(Number(text))
      : err(`must be a whole number from ${least} to ${most}`);

export const host: SettingParser<string> = (text) =>
  isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text)
    ? ok(text)
    : err('must be an address or a host name, without a port');

/** No path can hide in it. */
export const folderName: SettingParser<string> = (text) =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text) ? ok(text) : err('must be the name of a folder, not a path');

export const token: SettingParser<string> = (text) =>
  /^[\x21-\x7e]{1,500}$/.test(text) ? ok(text) : err('must be printable ASCII without spaces');

export const origin: SettingParser<string> = (text) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return err('must begin with http:// or https://');
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password)
    return err('must be an origin: scheme, host and port, nothing after it');
  return ok(url.origin);
};

/** https, or http on this very machine; a path is kept, because providers serve several realms. */
export const issuer: SettingParser<string> = (text) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  return url && isSafe && !url.search && !url.hash ? ok(text) : err('must be an https:// address');
};

const split = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Without slashes at their ends. */
export const baseUrls: SettingParser<readonly string[]> = (text) => {
  const urls = split(text).map((part) => (URL.canParse(part) ? new URL(part) : null));
  const isBase = (url: URL | null): url is URL =>
    url !== null &&
    ['http:', 'https:'].includes(url.protocol) &&
    !(url.search || url.hash || url.username || url.password);
  if (!urls.every(isBase))
    return err(
      'must be URLs that begin with http:// or https://, separated by commas, without ?, # or password',
    );
  return ok([...new Set(urls.map(({ origin, pathname }) => origin + pathname.replace(/\/+$/, '')))]);
};

/** As onnxruntime calls them; DirectML is also known by its whole name. */
const providers: ReadonlyMap<string, string> = new Map([
  ...['cpu', 'cuda', 'tensorrt', 'webgpu', 'coreml', 'dml'].map((name) => [name, name] as const),
  ['directml', 'dml'],
]);

export const executionProviders: SettingParser<readonly string[]> = (text) => {
  const names = split(text).map((name) => providers.get(name.toLowerCase()));
  const known = names.filter((name) => name !== undefined);
  return known.length > 0 && known.length === names.length
    ? ok(known)
    : err(`must be one or several of ${[...providers.keys()].join(', ')}, separated by commas`);
};

export const domains: SettingParser<readonly string[]> = (text) => {
  const parts = split(text.toLowerCase());
  return parts.every((part) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(part))
    ? ok(parts)
    : err('must be domains like example.org, separated by commas');
};

export const networks: SettingParser<readonly string[]> = (text) => {
  const wrong = split(text).filter((part) => !isNetwork(part));
  return wrong.length === 0
    ? ok(split(text))
    : err(
        `must be addresses, networks or "loopback", separated by commas; ${JSON.stringify(wrong[0])} is none`,
      );
};

function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address, bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

export const logLevel: SettingParser<LogLevel> = (text) => {
  const level = logLevels.find((level) => level === text);
  return level ? ok(level) : err(`must be one of ${logLevels.join(', ')}`);
};
