import { createHmac } from 'node:crypto';
import { createAlertDesk } from '@maskroom/server/monitor/alert/alertDesk.ts';
import { createDeliveries } from '@maskroom/server/monitor/webhook/deliveries.ts';
import { isPublicAddress } from '@maskroom/server/monitor/webhook/publicAddress.ts';
import { findReceiver } from '@maskroom/server/monitor/webhook/receiver.ts';
import { insertProject } from '@maskroom/server/store/projectStore.ts';
import { expect, onTestFinished, test } from 'vitest';
import { createProjectFixture } from '../../support/projectFixture.ts';
import { startReceiver } from '../../support/webhookReceiver.ts';

async function setUp(retryMs: readonly number[] = [1, 1, 1]) {
  const { accounts, actor, db } = await createProjectFixture();
  await accounts.serverActor();
  const deliveries = createDeliveries({
    db,
    allowLocal: true,
    retryMs,
    onError: (cause) => {
      throw cause;
    },
  });
  onTestFinished(() => deliveries.close());
  const alerts = { list: async () => [], setRules: async () => {} };
  const desk = createAlertDesk({ db, alerts, deliveries, allowLocal: true, record: accounts.record });
  return { accounts, actor, db, deliveries, desk };
}

test('A5: what is posted is signed with the secret that was told once, and no log holds the secret', async () => {
  const { accounts, actor, desk } = await setUp();
  const receiver = await startReceiver();
  const { secret } = await desk.setWebhook(actor, 'p', receiver.url);
  await desk.tryWebhook('p');
  await expect.poll(() => receiver.received.length).toBe(1);
  const [{ body, headers }] = receiver.received;
  expect(JSON.parse(body)).toMatchObject({ event: 'test', project: { id: 'p', name: 'P' } });
  const signed = createHmac('sha256', secret).update(`${headers['x-maskroom-timestamp']}.${body}`);
  expect(headers['x-maskroom-signature']).toBe(`sha256=${signed.digest('hex')}`);
  expect(headers).toMatchObject({ 'x-maskroom-event': 'test', 'content-type': 'application/json' });
  await expect.poll(async () => (await desk.read('p')).deliveries[0].status).toBe('delivered');
  const { entries } = await accounts.auditPage({ projectId: 'p', limit: 50 });
  expect(entries.map(({ action, details }) => [action, details])).toContainEqual([
    'webhook-set',
    { host: new URL(receiver.url).host },
  ]);
  expect(JSON.stringify([entries, await desk.read('p')])).not.toContain(secret);
  await desk.removeWebhook(actor, 'p');
  await expect(desk.tryWebhook('p')).rejects.toMatchObject({ code: 'not-found' });
});

test('A6: what was not taken is sent again, the same delivery, until it is; a redirect is no taking', async () => {
  const { actor, desk } = await setUp();
  const elsewhere = await startReceiver();
  const receiver = await startReceiver([{ status: 500 }, { status: 302, location: elsewhere.url }]);
  await desk.setWebhook(actor, 'p', receiver.url);
  await desk.tryWebhook('p');
  await expect
    .poll(async () => (await desk.read('p')).deliveries[0])
    .toMatchObject({ status: 'delivered', attempts: 3, answer: 204, problem: null, nextAt: null });
  expect(new Set(receiver.received.map(({ headers }) => headers['x-maskroom-delivery'])).size).toBe(1);
  expect(elsewhere.received).toEqual([]);
});

test('A6: after the last try a delivery has failed and says why; the last hundred are kept', async () => {
  const { actor, db, deliveries, desk } = await setUp([1]);
  const receiver = await startReceiver([{ status: 500 }, { status: 503 }]);
  await desk.setWebhook(actor, 'p', receiver.url);
  await desk.tryWebhook('p');
  await expect
    .poll(async () => (await desk.read('p')).deliveries[0])
    .toMatchObject({ status: 'failed', attempts: 2, answer: 503, problem: 'It answered 503.', nextAt: null });
  for (let i = 0; i < 110; i++) await deliveries.add('p', 'test', {});
  const kept = await db.selectFrom('webhook_deliveries').select('id').execute();
  expect(kept).toHaveLength(100);
});

test('A6: a receiver that hangs holds up no other project', async () => {
  const { actor, db, desk } = await setUp();
  const [hanging, receiver] = [await startReceiver(['none', 'none']), await startReceiver()];
  await insertProject(db, { id: 'q', name: 'Q', created_at: 1, created_by: actor.userId });
  await desk.setWebhook(actor, 'q', hanging.url);
  await desk.setWebhook(actor, 'p', receiver.url);
  await desk.tryWebhook('q');
  await expect.poll(() => hanging.received.length).toBe(1);
  await desk.tryWebhook('p');
  await expect.poll(async () => (await desk.read('p')).deliveries[0].status).toBe('delivered');
  expect((await desk.read('q')).deliveries[0]).toMatchObject({ status: 'waiting', attempts: 0 });
});

test('A6: what an earlier run of the server left is sent at its next start', async () => {
  const { actor, db, deliveries, desk } = await setUp();
  const receiver = await startReceiver();
  await desk.setWebhook(actor, 'p', receiver.url);
  await deliveries.close();
  await deliveries.add('p', 'test', {});
  expect(receiver.received).toEqual([]);
  const next = createDeliveries({ db, allowLocal: true, onError: () => {} });
  onTestFinished(() => next.close());
  next.start();
  await expect.poll(() => receiver.received.length).toBe(1);
});

const privateUrls = [
  'https://127.0.0.1/x',
  'https://localhost/x',
  'https://10.1.2.3/x',
  'https://192.168.1.1/x',
  'https://172.31.0.1/x',
  'https://169.254.169.254/latest/meta-data',
  'https://100.64.0.1/x',
  'https://0.0.0.0/x',
  'https://2130706433/x',
  'https://0x7f.1/x',
  'https://[::1]/x',
  'https://[::ffff:10.0.0.1]/x',
  'https://[64:ff9b::a9fe:a9fe]/x',
  'https://[fe80::1]/x',
  'https://[fd00::1]/x',
  'https://[2002:7f00:1::]/x',
  'http://example.org/x',
  'https://user:secret@example.org/x',
  'ftp://example.org/x',
  'file:///etc/passwd',
  'nothing',
];

test.each(privateUrls)('A7: a webhook to %s is refused', async (url) => {
  await expect(findReceiver(url, { allowLocal: false })).rejects.toMatchObject({ code: 'bad-request' });
});

test('A7: a name with one private address among its own is refused; what is connected to was looked up once', async () => {
  const options = (addresses: readonly string[]) => ({ allowLocal: true, resolve: async () => addresses });
  const url = 'https://hooks.example.org/x';
  await expect(findReceiver(url, options(['93.184.215.14', '10.0.0.1']))).rejects.toMatchObject({
    code: 'bad-request',
  });
  await expect(findReceiver(url, options(['127.0.0.1']))).rejects.toMatchObject({ code: 'bad-request' });
  await expect(findReceiver(url, options([]))).rejects.toMatchObject({ code: 'bad-request' });
  expect(await findReceiver(url, options(['93.184.215.14']))).toMatchObject({ address: '93.184.215.14' });
  expect(isPublicAddress('2a00:1450:4001:82b::200e')).toBe(true);
});

test('A7: http to this very machine only where the operator says so', async () => {
  const url = 'http://127.0.0.1:9/x';
  await expect(findReceiver(url, { allowLocal: false })).rejects.toMatchObject({ code: 'bad-request' });
  expect((await findReceiver(url, { allowLocal: true })).address).toBe('127.0.0.1');
});
