import type { Documents } from '@maskroom/server/document/documents.ts';
import { createConsensus } from '@maskroom/server/quality/consensus.ts';
import type { Database } from '@maskroom/server/store/database.ts';
import { putSubmission } from '@maskroom/server/store/submissionStore.ts';
import { insertTwins, picturesAmong } from '@maskroom/server/store/twinStore.ts';
import { openTab, shape, square } from '../../support/documentPeople.ts';
import { person } from '../../support/documentServer.ts';

interface Place {
  readonly db: Database;
  readonly documents: Documents;
  readonly url: string;
  readonly now: () => number;
}

/** A lead who draws nothing. */
export const LEAD = 'lea';

/** A file with so many objects comes into the picture. */
export const bringFile = ({ documents }: Pick<Place, 'documents'>, imageId: string, objects: number) =>
  documents.add(
    imageId,
    { userId: LEAD, role: 'lead' },
    Array.from({ length: objects }, (_, i) =>
      shape(`filed${i}`, LEAD, { label: 'tree', geometry: square(5 + 12 * i, 200), source: 'import' }),
    ),
  );

/** Two people on a picture, each with a layer of their own, and the lead who puts their layers together. */
export async function openLayers({ db, documents, now, url }: Place, pictureId: string, people: string[]) {
  const [picture] = await picturesAmong(db, 'p', [pictureId]);
  const layers = await Promise.all(
    people.map(async (userId) => {
      const twin = { kind: 'consensus', at: now(), by: LEAD, userId } as const;
      const [imageId] = await insertTwins(db, [picture], twin);
      return { imageId, userId, tab: openTab(url, userId, { imageId }) };
    }),
  );
  await Promise.all(layers.map(({ tab }) => tab.synced()));
  const unused = () => Promise.reject(new Error('layers are there already'));
  const consensus = createConsensus({
    ...{ db, documents, now },
    jobs: { give: unused, loadsOf: unused },
  });
  const place = { id: pictureId, projectId: 'p' };
  const merged = new Set<string>();
  return {
    /** Of merges, undone ones too. */
    merged,
    imageIds: layers.map(({ imageId }) => imageId),
    /** Each draws so many objects, alike. @returns how many in all */
    draw(objects: number): number {
      for (const { tab, userId } of layers)
        for (let i = 0; i < objects; i++)
          tab.add(`${userId}-${i}`, { label: 'tree', geometry: square(10 + 40 * i, 20, 30) });
      return objects * layers.length;
    },
    async submit(): Promise<void> {
      for (const { imageId, userId } of layers) await putSubmission(db, { imageId, userId, at: now() });
    },
    async merge(): Promise<void> {
      for (const id of (await consensus.merge(person(LEAD), place, 2)).added) merged.add(id);
    },
    undo: () => consensus.undo(person(LEAD), place),
    [Symbol.dispose]() {
      for (const { tab } of layers) tab[Symbol.dispose]();
    },
  };
}
