import { type Role, roles } from '@maskroom/shared/annotation/role';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHttpFixture } from '../../support/httpFixture.ts';

/** Written by hand from docs/api.md, on purpose not from the server's own table: least role of each call. */
const oracle = {
  'GET /projects/p': 'viewer',
  'POST /projects/p/labels': 'lead',
  'PUT /projects/p/labels/l': 'lead',
  'GET /projects/p/images': 'viewer',
  'POST /projects/p/images': 'lead',
  'GET /projects/p/queue': 'reviewer',
  'GET /projects/p/members': 'lead',
  'POST /projects/p/members': 'lead',
  'PUT /projects/p/members/nobody': 'lead',
  'DELETE /projects/p/members/nobody': 'lead',
  'GET /projects/p/audit': 'lead',
  'GET /projects/p/audit/export': 'lead',
  'GET /projects/p/export': 'reviewer',
  'POST /projects/p/import': 'lead',
  'GET /images/IMAGE': 'viewer',
  'GET /images/IMAGE/file': 'viewer',
  'GET /images/IMAGE/thumbnail': 'viewer',
  'GET /images/IMAGE/tiles/0/0/0': 'viewer',
  'GET /images/IMAGE/instances': 'viewer',
  'GET /images/IMAGE/history': 'viewer',
  'GET /images/IMAGE/history/0': 'viewer',
  'POST /images/IMAGE/restore': 'lead',
  'GET /images/IMAGE/comments': 'viewer',
  'POST /images/IMAGE/comments': 'annotator',
  'PUT /images/IMAGE/comments/seen': 'viewer',
  'PUT /images/IMAGE/comments/nobody': 'annotator',
  'DELETE /images/IMAGE/comments/nobody': 'annotator',
  'POST /images/IMAGE/predict': 'annotator',
  'POST /images/IMAGE/everything': 'annotator',
  'PUT /projects/p': 'lead',
  'GET /projects/p/figures': 'viewer',
  'GET /projects/p/figures/export': 'viewer',
  'GET /projects/p/alerts': 'lead',
  'PUT /projects/p/alerts': 'lead',
  'PUT /projects/p/webhook': 'lead',
  'DELETE /projects/p/webhook': 'lead',
  'POST /projects/p/webhook/test': 'lead',
  'GET /projects/p/jobs': 'viewer',
  'POST /projects/p/jobs': 'lead',
  'POST /projects/p/jobs/distribute': 'lead',
  'GET /projects/p/jobs/removed': 'lead',
  'GET /projects/p/jobs/j': 'viewer',
  'PUT /projects/p/jobs/j': 'lead',
  'DELETE /projects/p/jobs/j': 'lead',
  'POST /projects/p/jobs/j/restore': 'lead',
  'POST /projects/p/jobs/j/claim': 'annotator',
  'POST /projects/p/jobs/j/hand-back': 'annotator',
  'PUT /projects/p/jobs/j/images/IMAGE/skip': 'annotator',
  'DELETE /projects/p/jobs/j/images/IMAGE/skip': 'annotator',
  'GET /projects/p/quality': 'reviewer',
  'GET /projects/p/quality/export': 'reviewer',
  'GET /projects/p/truths': 'lead',
  'PUT /images/IMAGE/truth': 'lead',
  'DELETE /images/IMAGE/truth': 'lead',
  'POST /projects/p/consensus': 'lead',
  'GET /images/IMAGE/consensus': 'reviewer',
  'POST /images/IMAGE/consensus/merge': 'lead',
  'DELETE /images/IMAGE/consensus/merge': 'lead',
  'GET /projects/p/work': 'annotator',
  'PUT /images/IMAGE/submission': 'annotator',
  'DELETE /images/IMAGE/submission': 'annotator',
  'POST /images/IMAGE/return': 'reviewer',
  'PUT /images/IMAGE/tags': 'annotator',
  'GET /projects/p/tags': 'viewer',
} as const satisfies Record<string, Role>;
const ofAdmins = [
  'GET /people',
  'POST /people',
  'DELETE /people/nobody',
  'POST /people/nobody/password-link',
  'GET /audit',
  'GET /audit/export',
];
/** Asked of the caller, not of a project: what is one's own, and what is asked again inside. */
const ofEverybody =
  /^(GET|POST|PUT|DELETE) \/(me|session|oidc|invites|tokens|tickets|models)\b|^(GET|POST) \/projects$/;

const holders = ['stranger', ...roles, 'server admin'] as const;
const arbitraryCaller = fc.record({
  holder: fc.constantFrom(...holders),
  role: fc.option(fc.constantFrom(...roles), { nil: undefined }),
  projectId: fc.constantFrom(undefined, 'p', 'q'),
});

/** What is left of the holder's role in `p` after the token's scope; null: the project is not there for them. */
function roleLeft(holder: (typeof holders)[number], cap: Role | undefined, projectId?: string): Role | null {
  if (holder === 'stranger' || projectId === 'q') return null;
  const held = holder === 'server admin' ? 'admin' : holder;
  return cap === undefined ? held : roles[Math.min(roles.indexOf(held), roles.indexOf(cap))];
}

test('random people with random tokens may exactly what the table says', async () => {
  const fixture = await createHttpFixture();
  const { id: imageId } = await fixture.addPicture();
  await fixture.addProject('q');
  const people = new Map<string, string>();
  for (const role of roles) people.set(role, (await fixture.member(role)).id);
  for (const [name, isAdmin] of [
    ['stranger', false],
    ['server admin', true],
  ] as const) {
    const email = `${name.replace(' ', '-')}@example.org`;
    people.set(name, (await fixture.accounts.addPerson({ email, name, isAdmin })).userId);
  }
  // Everybody has a part in `q`, so that a token may be made for it.
  for (const role of [...roles, 'stranger']) {
    const email = `${role}@example.org`;
    await fixture.accounts.addMember(fixture.actor, 'q', { email, name: role, role: 'lead' });
  }

  await fc.assert(
    fc.asyncProperty(
      arbitraryCaller,
      fc.constantFrom(...Object.keys(oracle), ...ofAdmins),
      async ({ holder, projectId, role }, call) => {
        const userId = people.get(holder) ?? '';
        const inProject = roleLeft(holder, role, projectId);
        const wanted = { name: 'x', userId, scope: { role: role ?? null, projectId: projectId ?? null } };
        if (holder === 'stranger' && projectId === 'p') {
          await expect(fixture.accounts.createToken(fixture.actor, wanted)).rejects.toThrow();
          return;
        }
        const scope = role === undefined && projectId === undefined ? null : wanted.scope;
        const { id, token } = await fixture.accounts.createToken(fixture.actor, { ...wanted, scope });
        const [method, path] = call.replaceAll('IMAGE', imageId).split(' ', 2);
        const answer = await fixture.call(methods[method], path, {
          token,
          body: method === 'GET' ? undefined : {},
        });
        await fixture.accounts.revokeToken(fixture.actor, id);
        const code = answer.statusCode < 400 ? 'allowed' : answer.json().code;
        if (ofAdmins.includes(call)) {
          const mayAll = holder === 'server admin' && scope === null;
          expect(code === 'forbidden').toBe(!mayAll);
          return;
        }
        const least = Object.entries(oracle).find(([name]) => name === call)?.[1] ?? 'admin';
        if (inProject === null) expect(code).toBe('not-found');
        else if (roles.indexOf(inProject) < roles.indexOf(least)) expect(code).toBe('forbidden');
        else expect(['forbidden', 'unauthenticated']).not.toContain(code);
      },
    ),
    { numRuns: 300 },
  );
});

const methods: Readonly<Record<string, 'GET' | 'POST' | 'PUT' | 'DELETE'>> = {
  GET: 'GET',
  POST: 'POST',
  PUT: 'PUT',
  DELETE: 'DELETE',
};

test('the table knows every call', async () => {
  const { app } = await createHttpFixture();
  const { paths } = (await app.inject({ url: '/api/openapi.json' })).json();
  const calls = Object.entries<object>(paths)
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, ways]) =>
      Object.keys(ways).map((way) => `${way.toUpperCase()} ${path.replace('/api/v1', '')}`),
    );
  const known = [...Object.keys(oracle), ...ofAdmins];
  const isKnown = (call: string): boolean => {
    const pattern = new RegExp(`^${call.replace(/\{\w+\}/g, '[^/]+')}$`);
    return ofEverybody.test(call) || known.some((one) => pattern.test(one));
  };
  expect(calls.filter((call) => !isKnown(call))).toEqual([]);
});

test('what belongs to another project is not there, by whatever project it is asked for', async () => {
  const { accounts, actor, addPicture, addProject, call, member } = await createHttpFixture();
  const { token } = await member('lead');
  await addProject('q');
  const { id: ofP } = await addPicture();
  const other = (await call('POST', '/projects/q/labels', { body: { name: 'x' } })).json();
  const { member: stranger } = await accounts.addMember(actor, 'q', {
    email: 'q@example.org',
    name: 'Q',
    role: 'viewer',
  });
  const second = await addPicture('two.jpg', 70);
  const comment = (await call('POST', `/images/${second.id}/comments`, { body: { text: 'x' } })).json();
  const job = (await call('POST', '/projects/p/jobs', { body: { imageIds: [ofP] } })).json();
  for (const [method, path, body] of [
    ['PUT', `/projects/p/labels/${other.id}`, { name: 'mine' }],
    ['PUT', `/projects/p/members/${stranger.id}`, { role: 'lead' }],
    ['DELETE', `/projects/p/members/${stranger.id}`, undefined],
    ['PUT', `/images/${ofP}/comments/${comment.id}`, { text: 'mine' }],
    ['DELETE', `/images/${ofP}/comments/${comment.id}`, undefined],
    ['GET', '/projects/q/audit/export', undefined],
    ['DELETE', `/projects/q/jobs/${job.id}`, undefined],
  ] as const) {
    const answer = await call(method, path, { token, body });
    expect([path, answer.json().code]).toEqual([path, 'not-found']);
  }
});
