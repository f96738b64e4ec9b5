import { alertSettingsSchema, newWebhookSchema, noRules } from '@maskroom/shared/protocol/alerts';
import { expect, test } from 'vitest';
import { createHttpFixture } from '../../support/httpFixture.ts';
import { startReceiver } from '../../support/webhookReceiver.ts';

test('a lead sets rules and a webhook, sees what was sent, and never the secret again', async () => {
  const { call, member } = await createHttpFixture();
  const { token } = await member('lead');
  const read = async () =>
    alertSettingsSchema.parse((await call('GET', '/projects/p/alerts', { token })).json());
  expect(await read()).toEqual({ rules: noRules, alerts: [], webhook: null, deliveries: [] });
  const rules = { ...noRules, rejectionRate: { overPercent: 30, decisions: 20 } };
  expect((await call('PUT', '/projects/p/alerts', { token, body: rules })).json().rules).toEqual(rules);
  for (const body of [
    {},
    { ...rules, queueIdle: { minutes: 0 } },
    { ...rules, maskLatency: { overMs: 'x' } },
  ])
    expect((await call('PUT', '/projects/p/alerts', { token, body })).json().code).toBe('bad-request');
  expect((await read()).rules).toEqual(rules);

  const refused = await call('PUT', '/projects/p/webhook', { token, body: { url: 'https://10.0.0.1/x' } });
  expect(refused.json()).toMatchObject({ code: 'bad-request', detail: expect.stringContaining('private') });
  expect((await call('POST', '/projects/p/webhook/test', { token })).json().code).toBe('not-found');
  const receiver = await startReceiver();
  const made = await call('PUT', '/projects/p/webhook', { token, body: { url: receiver.url } });
  expect(made.headers['cache-control']).toBe('no-store');
  const { secret } = newWebhookSchema.parse(made.json());
  expect((await call('POST', '/projects/p/webhook/test', { token })).statusCode).toBe(204);
  await expect.poll(async () => (await read()).deliveries[0]?.status).toBe('delivered');
  expect(JSON.stringify(await read())).not.toContain(secret);
  expect((await call('DELETE', '/projects/p/webhook', { token })).statusCode).toBe(204);
  expect((await read()).webhook).toBeNull();
});
