import { createListeners } from '@maskroom/shared/base/listeners';
import { Problem } from '@maskroom/shared/base/problem';
import type { Job } from '@maskroom/shared/protocol/jobs';
import { jobCaps } from '@maskroom/shared/protocol/jobs';
import type { Merged, NewConsensus, Unmerged } from '@maskroom/shared/protocol/quality';
import type { Actor } from '../account/actor.ts';
import type { Documents } from '../document/documents.ts';
import type { Image } from '../image/images.ts';
import { cut, shareAmong } from '../job/distribute.ts';
import type { Jobs } from '../job/jobs.ts';
import type { Database } from '../store/database.ts';
import {
  findMerge,
  listUnwritten,
  putMerge,
  type StandingMerge,
  takeBackMerge,
  undoMerge,
} from '../store/mergeStore.ts';
import { inConsensus, insertTwins, type LayerRow, listLayers, picturesAmong } from '../store/twinStore.ts';
import { type Layers, readLayers, submittersOf } from './layers.ts';
import { addAll, agreementOf, mergedOf, noteOf, requireRoom, takeAway } from './merge.ts';

type Place = Pick<Image, 'id' | 'projectId'>;

interface Parts {
  readonly db: Database;
  readonly documents: Pick<Documents, 'edit' | 'withDocument' | 'roleChanged'>;
  readonly jobs: Pick<Jobs, 'give' | 'loadsOf'>;
  readonly now?: () => number;
}

/** Several people label one picture, each in a layer of their own. Asks for no rights: whoever calls has asked. */
export function createConsensus({ db, documents, jobs, now = Date.now }: Parts) {
  const changes = createListeners<[projectId: string, imageId: string]>();

  /** Whoever has the wrong one of layer and picture open is shown out. */
  const moved = async ({ id, projectId }: Place, layers: readonly LayerRow[]): Promise<void> => {
    changes.tell(projectId, id);
    for (const { userId } of layers) if (userId !== null) await documents.roleChanged(projectId, userId);
  };

  /** Takes back merges that were noted and whose objects were not written. */
  const takeBackUnwritten = (imageId?: string): Promise<void> =>
    db.transaction().execute(async (trx) => {
      for (const merge of await listUnwritten(trx, imageId)) await takeBackMerge(trx, merge);
    });

  return {
    /** Told once it is on disk: layers of this picture were merged, or that was undone. Who begins has a job (see jobs). */
    onChange: changes.add,

    /**
     * Q21. @throws Problem `bad-request` (not the project's, not members), `conflict` (too few people, under way already,
     * too much)
     */
    async start(
      actor: Actor,
      projectId: string,
      { assigneeIds, dueAt, imageIds, people, size = jobCaps.images }: NewConsensus,
    ): Promise<Job[]> {
      const ids = [...new Set(imageIds)];
      if (ids.length * people > jobCaps.images)
        throw new Problem(
          'conflict',
          `At most ${jobCaps.images} layers are made at once: choose fewer pictures.`,
        );
      const loads = await jobs.loadsOf(projectId, assigneeIds);
      if (loads.length < people)
        throw new Problem('conflict', `${people} people are to label each picture, and ${loads.length} may.`);
      return jobs.give(actor, projectId, dueAt, async (trx) => {
        const pictures = await picturesAmong(trx, projectId, ids);
        if (pictures.length < ids.length)
          throw new Problem('bad-request', 'Some of these images are not in this project.');
        const busy = await inConsensus(trx, ids);
        if (busy > 0)
          throw new Problem(
            'conflict',
            `${busy} of these pictures are labelled by several people already, or are ground truth.`,
          );
        const runs = cut(pictures, size);
        const assigned = shareAmong(
          runs.map(({ length }) => length),
          loads,
          people,
        );
        const plans = [];
        const twin = { kind: 'consensus', at: now(), by: actor.userId } as const;
        for (const [i, run] of runs.entries())
          for (const assigneeId of assigned[i])
            plans.push({
              assigneeId,
              imageIds: await insertTwins(trx, run, { ...twin, userId: assigneeId }),
            });
        return plans;
      });
    },

    /** Who agrees, who misses and who adds what. */
    async read(imageId: string): Promise<Layers & { merge: StandingMerge | undefined }> {
      return { ...(await readLayers(db, imageId)), merge: await findMerge(db, imageId) };
    },

    /** Q24. @throws Problem `conflict` */
    async merge(actor: Actor, image: Place, least: number): Promise<Merged> {
      const { id } = image;
      const read = await readLayers(db, id);
      const submittedBy = submittersOf(read.layers);
      if (submittedBy.length < 2)
        throw new Problem('conflict', 'Fewer than two people have submitted their layer of this picture.');
      const taken = read.clusters.filter(({ inPicture, members }) => members.length >= least && !inPicture);
      const added = taken.map(mergedOf);
      await documents.withDocument(id, (doc) => requireRoom(doc, added.length));
      const at = now();
      // First: of two who merge at once, one adds objects.
      await db.transaction().execute(async (trx) => {
        if (await findMerge(trx, id))
          throw new Problem('conflict', 'The layers of this picture were merged: undo that first.');
        const instances = added.map(noteOf);
        const agreements = taken.map((cluster) => agreementOf(cluster, submittedBy.length));
        await putMerge(trx, { imageId: id, at, by: actor.userId, instances, agreements, submittedBy });
      });
      try {
        await documents.edit(id, actor.userId, (doc) => {
          // Somebody may have filled it up in the meantime.
          requireRoom(doc, added.length);
          addAll(doc, added);
        });
      } catch (cause) {
        // What cannot be taken back now is at the next start.
        await takeBackUnwritten(id).catch(() => {});
        throw cause;
      }
      await moved(image, read.layers);
      return { added: added.map((instance) => instance.id) };
    },

    /** Q27. At a start, before anybody merges: the server may have died in the middle of one. */
    resume: (): Promise<void> => takeBackUnwritten(),

    /** Q25. @throws Problem `conflict` when there is none */
    async undo(actor: Actor, image: Place): Promise<Unmerged> {
      const { id } = image;
      const merge = await findMerge(db, id);
      if (!merge) throw new Problem('conflict', 'Nothing was merged into this picture.');
      let outcome: Unmerged = { removed: [], kept: [] };
      await documents.edit(id, actor.userId, (doc) => {
        outcome = takeAway(doc, merge.instances);
      });
      await db.transaction().execute((trx) => undoMerge(trx, id, merge, now()));
      await moved(image, await listLayers(db, id));
      return outcome;
    },
  };
}

export type ConsensusWork = ReturnType<typeof createConsensus>;
