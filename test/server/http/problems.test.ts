import { Problem, problemTable } from '@maskroom/shared/base/problem';
import { problemSchema } from '@maskroom/shared/protocol/http';
import { expect, test } from 'vitest';
import { createHttpFixture, modelThat } from '../../support/httpFixture.ts';

const point = { points: [[10, 10, 1]] };

test('every refusal is problem+json with a stable code and a sentence', async () => {
  const { call } = await createHttpFixture();
  const refusals = [
    await call('GET', '/nothing'),
    await call('POST', '/projects', { body: '{"name":', headers: { 'content-type': 'application/json' } }),
    await call('POST', '/projects', { body: '<name/>', headers: { 'content-type': 'application/xml' } }),
    await call('POST', '/projects', { body: { name: '' } }),
    await call('POST', '/projects', { body: { name: 'x', labels: 'y' } }),
    await call('POST', '/projects', { body: { name: 'x'.repeat(2_000_000) } }),
    await call('POST', '/session', { token: null, body: { email: 'a@example.org', password: 'wrong' } }),
    await call('GET', '/projects/nobody'),
  ];
  expect(refusals.map(({ json }) => json().code)).toEqual([
    'not-found',
    'bad-request',
    'bad-request',
    'bad-request',
    'bad-request',
    'too-large',
    'wrong-credentials',
    'not-found',
  ]);
  for (const answer of refusals) {
    const problem = problemSchema.parse(answer.json());
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problem.status).toBe(answer.statusCode);
    expect(problem.detail.length).toBeGreaterThan(10);
  }
});

test('a wrong body is told field by field', async () => {
  const { call } = await createHttpFixture();
  const { issues } = (
    await call('POST', '/projects/p/members', { body: { email: 'x', name: 'y', role: 'god' } })
  ).json();
  expect(issues.map(({ path }: { path: string }) => path)).toEqual(['/email', '/role']);
});

test('a fault of the server tells the caller nothing but the number it is logged under', async () => {
  const fixture = await createHttpFixture({
    models: modelThat({
      predict: async () => {
        throw new Error('SQLITE_CORRUPT at /var/lib/secret');
      },
    }),
  });
  const { id } = await fixture.addPicture();
  const answer = await fixture.call('POST', `/images/${id}/predict`, { body: point });
  expect([answer.statusCode, answer.json().code]).toEqual([500, 'internal']);
  expect(answer.body).not.toMatch(/SQLITE|secret|stack/);
  expect(answer.json().requestId).toBe(answer.headers['x-request-id']);
});

test('details of a problem travel beside its code and never replace it', async () => {
  const { addPicture, call } = await createHttpFixture({
    models: modelThat({
      predict: async () => {
        throw new Problem('geometry-changed', 'Look again.', {
          geometryHash: 'abc',
          code: 'fake',
          status: 1,
        });
      },
    }),
  });
  const { id } = await addPicture();
  const answer = await call('POST', `/images/${id}/predict`, { body: point });
  expect(answer.json()).toEqual({
    type: 'urn:maskroom:problem:geometry-changed',
    title: problemTable['geometry-changed'].title,
    status: 409,
    code: 'geometry-changed',
    detail: 'Look again.',
    geometryHash: 'abc',
  });
});
