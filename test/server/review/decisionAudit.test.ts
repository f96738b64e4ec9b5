import { join } from 'node:path';
import { createAccounts } from '@maskroom/server/account/accounts.ts';
import { createRecordAudit } from '@maskroom/server/account/audit.ts';
import { createDocumentHistory } from '@maskroom/server/document/history.ts';
import { createSubmissions } from '@maskroom/server/job/submissions.ts';
import type { Decision } from '@maskroom/shared/annotation/instance';
import { readDecision } from '@maskroom/shared/document/documentModel';
import { setGeometry } from '@maskroom/shared/document/editDocument';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { expect, test } from 'vitest';
import { openTab, square } from '../../support/documentPeople.ts';
import { type DocumentServer, person, startDocumentServer } from '../../support/documentServer.ts';
import { changedTables, openBeside } from '../../support/everyTable.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { until } from '../../support/until.ts';

const decide = (
  server: DocumentServer,
  decision: Decision,
  geometry: Uint8Array,
  reason: string | null = null,
) =>
  server.documents.decide({
    imageId: 'picture',
    instanceId: 'a',
    decision,
    reason,
    geometryHash: geometryHash(geometry),
    by: person('rae'),
  });

const linesOf = async ({ db }: DocumentServer) =>
  (await createAccounts(db).auditPage({ projectId: 'p', about: 'decisions', limit: 100 })).entries.reverse();

test('every decision is on record: who, on which shape of which picture, and what undid it', async () => {
  await using server = await startDocumentServer();
  const car = { id: 'car', project_id: 'p', name: 'Car', color: '#ffffff', position: 0, attributes: '[]' };
  await server.db.insertInto('labels').values(car).execute();
  using ann = openTab(server.url, 'ann');
  await ann.synced();
  ann.add('a');
  await until(() => ann.updates() === 1);
  const decisionIs = (decision: Decision) => () => readDecision(ann.doc, 'a')?.decision === decision;
  await decide(server, 'accepted', square(10, 10));
  await decide(server, 'none', square(10, 10));
  await decide(server, 'rejected', square(10, 10), 'too coarse');
  await until(decisionIs('rejected'));
  // Mending a rejected shape reopens it, and so does going back to before.
  setGeometry(ann.doc, 'a', square(30, 30), ann.origin);
  await until(decisionIs('none'));
  await decide(server, 'rejected', square(30, 30));
  const history = createDocumentHistory(server.db, server.documents);
  const { entries } = await history.page('picture', { limit: 100 });
  await history.restore({ id: 'picture', projectId: 'p' }, entries.at(-1)?.seq ?? 0, 'lea');
  await expect(decide(server, 'accepted', square(99, 99))).rejects.toThrow();

  const lines = await linesOf(server);
  expect(lines.map(({ action, actorName }) => [action, actorName])).toEqual([
    ['instance-accepted', 'rae'],
    ['instance-reopened', 'rae'],
    ['instance-rejected', 'rae'],
    ['instance-reopened', 'ann'],
    ['instance-rejected', 'rae'],
    ['instance-reopened', 'lea'],
  ]);
  expect(lines[2]).toMatchObject({
    projectId: 'p',
    subjectId: 'a',
    details: {
      image: 'picture.png',
      label: 'Car',
      imageId: 'picture',
      authorId: 'ann',
      reason: 'too coarse',
      geometryHash: geometryHash(square(10, 10)),
    },
  });
});

test('a decision whose line cannot be written is none, and no line is there without its decision', async () => {
  const file = join(temporaryFolder(), 'maskroom.sqlite');
  await using server = await startDocumentServer({ file });
  const beside = openBeside(file);
  using ann = openTab(server.url, 'ann');
  await ann.synced();
  ann.add('a');
  await until(() => ann.updates() === 1);
  const before = beside.rows();
  for (const table of ['audit', 'document_updates', 'instance_history', 'instances']) {
    const refused = beside.whileBroken(table, () => decide(server, 'accepted', square(10, 10)));
    await expect(refused, table).rejects.toMatchObject({ code: 'unavailable' });
    expect(changedTables(before, beside.rows()), table).toEqual([]);
  }
  await decide(server, 'accepted', square(10, 10));
  expect(changedTables(before, beside.rows())).toEqual(
    expect.arrayContaining(['audit', 'document_updates', 'instance_history', 'instances']),
  );
  expect((await linesOf(server)).map(({ action }) => action)).toEqual(['instance-accepted']);
});

test('a picture given back is on record, and neither is there without the other', async () => {
  const file = join(temporaryFolder(), 'maskroom.sqlite');
  await using server = await startDocumentServer({ file });
  const image = {
    id: 'picture',
    projectId: 'p',
    fileName: 'picture.png',
    sha256: 'picture',
    width: 640,
    height: 480,
    kind: 'png' as const,
    bytes: 1,
    createdAt: 1,
    range: null,
    twin: null,
  };
  const submissions = createSubmissions(server.db, createRecordAudit(Date.now));
  await submissions.submit(person('ann'), image);
  const beside = openBeside(file);
  const before = beside.rows();
  for (const table of ['audit', 'submissions']) {
    const refused = beside.whileBroken(table, () =>
      submissions.giveBack(person('rae'), image, 'one is missing'),
    );
    await expect(refused, table).rejects.toThrow('broken');
    expect(changedTables(before, beside.rows()), table).toEqual([]);
  }
  await submissions.giveBack(person('rae'), image, 'one is missing');
  expect(await linesOf(server)).toMatchObject([
    {
      action: 'image-returned',
      actorName: 'rae',
      subjectId: 'picture',
      details: { reason: 'one is missing' },
    },
  ]);
});
