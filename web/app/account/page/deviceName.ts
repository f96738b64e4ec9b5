import { t } from '../../../ui/language/language.ts';

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Version\/.*Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const nameIn = (names: typeof browsers, text: string): string | undefined =>
  names.find(([pattern]) => pattern.test(text))?.[1];

/** A User-Agent in words that people know; as it is, shortened, when it is nobody's we know. */
export function deviceName(device: string | null): string {
  if (!device) return t('device.unknown');
  const [browser, system] = [nameIn(browsers, device), nameIn(systems, device)];
  if (browser && system) return t('device.on', { browser, system });
  return browser ?? device.slice(0, 60);
}
