import { addInstance } from '@maskroom/shared/document/editDocument';
import { instanceListSchema } from '@maskroom/shared/protocol/http';
import { expect, test } from 'vitest';
import { instanceStream } from '../../../server/http/instanceStream.ts';
import { listInstances } from '../../../server/store/instanceStore.ts';
import { shape } from '../../support/documentPeople.ts';
import { startDocumentServer } from '../../support/documentServer.ts';

test('the instances of an image come in pieces, all of them once, in the order they were stored', async () => {
  await using server = await startDocumentServer();
  for (const count of [0, 100, 250]) {
    await server.documents.edit('picture', 'ann', (doc) => {
      for (let i = 0; i < count; i++) addInstance(doc, shape(`of${count}-${i}`, 'ann'), 'test');
    });
    const pieces: string[] = [];
    for await (const piece of instanceStream(server.db, 'picture')) pieces.push(piece);
    const { instances } = instanceListSchema.parse(JSON.parse(pieces.join('')));
    const stored = await listInstances(server.db, 'picture');
    expect(instances.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
    expect(Math.max(0, ...pieces.map((piece) => piece.split('geometryHash').length - 1))).toBeLessThanOrEqual(
      100,
    );
  }
});
