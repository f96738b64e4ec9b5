import { explainSettings, readSettings } from '@maskroom/server/config/readSettings.ts';
import { settingRules } from '@maskroom/server/config/settingRules.ts';
import { settingWarnings } from '@maskroom/server/config/settingWarnings.ts';
import { expect, test } from 'vitest';

const disk = (files: Record<string, string>) => (path: string) =>
  Object.hasOwn(files, path) ? files[path] : null;
const none = disk({});

test('without anything said the defaults hold', () => {
  const read = readSettings({}, {}, none);
  expect(read.ok && read.value).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    model: 'builtin',
    maxPictureMegapixels: 64,
  });
  expect(read.ok && read.value.dataFolder).toMatch(/\/data$/);
});

test('a flag beats the environment, which beats the file, which beats the default', () => {
  const file = disk({
    '/d/maskroom.json':
      '{"port": 1, "model": "tiny", "host": "::1", "trustedProxies": ["10.0.0.0/8", "loopback"]}',
  });
  const read = readSettings(
    { port: '3' },
    { MASKROOM_DATA: '/d', MASKROOM_PORT: '2', MASKROOM_MODEL: 'large' },
    file,
  );
  expect(read.ok && read.value).toMatchObject({
    port: 3,
    model: 'large',
    host: '::1',
    trustedProxies: ['10.0.0.0/8', 'loopback'],
  });
});

test('every fault is named at once, by the name it was said under', () => {
  const file = disk({ '/d/maskroom.json': '{"logLevel": "loud", "colour": 1, "data": "/e"}' });
  const env = {
    MASKROOM_DATA: '/d',
    MASKROOM_PORT: '65536',
    MASKROOM_MODEL: '../secret',
    MASKROOM_PUBLIC_URL: 'https://a.org/x',
    MASKROOM_TRUSTED_PROXIES: '10.0.0.0/33',
    MASKROOM_REDIS_URL: 'redis://x',
    MASKROOM_ADMIN_TOKEN_FILE: '/run/none',
  };
  const read = readSettings({ host: 'a:1' }, env, file);
  const errors = read.ok ? [] : read.error;
  const named = [
    '--host',
    'MASKROOM_PORT',
    'MASKROOM_MODEL',
    'MASKROOM_PUBLIC_URL',
    'MASKROOM_TRUSTED_PROXIES',
    'MASKROOM_REDIS_URL',
    'MASKROOM_ADMIN_TOKEN_FILE',
    '"logLevel"',
    '"colour"',
    '"data"',
  ];
  for (const name of named) expect(errors.filter((error) => error.includes(name))).toHaveLength(1);
  expect(errors).toHaveLength(named.length);
});

test('a secret may lie in a file, is trimmed, and is never printed', () => {
  const env = { MASKROOM_ADMIN_TOKEN_FILE: '/run/secrets/token' };
  const file = disk({ '/run/secrets/token': 'abcdefghijklmnopqrstuv\n' });
  const read = readSettings({}, env, file);
  expect(read.ok && read.value.adminToken).toBe('abcdefghijklmnopqrstuv');
  expect(JSON.stringify(explainSettings({}, env, file))).not.toContain('abcdef');
  expect(
    explainSettings({}, env, file)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(Object.keys(settingRules).sort());
});

test('what is probably not meant is warned of', () => {
  const read = readSettings({}, { MASKROOM_ADMIN_TOKEN: 'short', MASKROOM_HOST: '0.0.0.0' }, none);
  expect(read.ok && settingWarnings(read.value)).toHaveLength(2);
});
