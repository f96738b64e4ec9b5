import { createListeners } from '@maskroom/shared/base/listeners';
import { Problem } from '@maskroom/shared/base/problem';
import type { Actor } from '../account/actor.ts';
import type { RecordAudit } from '../account/audit.ts';
import type { Image } from '../image/images.ts';
import type { Database } from '../store/database.ts';
import { unskip } from '../store/skipStore.ts';
import {
  listStanding,
  putSubmission,
  returnSubmissions,
  withdrawSubmission,
} from '../store/submissionStore.ts';
import type { WorkListener } from './jobNews.ts';
import { requireAnswers } from './unanswered.ts';

/** What people say of whole images: done, not done after all, and a reviewer's "not yet". */
export function createSubmissions(db: Database, record: RecordAudit, now: () => number = Date.now) {
  const returned = createListeners<Parameters<WorkListener>>();
  const submitted = createListeners<[image: Image, userId: string]>();
  const changes = createListeners<[projectId: string, image: Pick<Image, 'twin'>]>();
  const acts = createListeners<[projectId: string, userId: string, imageId: string]>();

  return {
    /** Told once it is on disk. */
    onSubmitted: submitted.add,
    /** Told once it is on disk, to each whose work came back. */
    onReturned: returned.add,

    /** Of whatever image of the project, once it is on disk. */
    onChange: changes.add,
    /** Who did it, and where. */
    onAct: acts.add,

    /** J10. @throws Problem `incomplete` */
    async submit(actor: Actor, image: Image): Promise<void> {
      await requireAnswers(db, image.id);
      await db.transaction().execute(async (trx) => {
        await putSubmission(trx, { imageId: image.id, userId: actor.userId, at: now() });
        await unskip(trx, image.id, actor.userId);
      });
      submitted.tell(image, actor.userId);
      changes.tell(image.projectId, image);
      acts.tell(image.projectId, actor.userId, image.id);
    },

    /** J11. @throws Problem `not-found` */
    async withdraw(actor: Actor, image: Pick<Image, 'id' | 'projectId' | 'twin'>): Promise<void> {
      if (!(await withdrawSubmission(db, image.id, actor.userId)))
        throw new Problem('not-found', 'You have not submitted this picture, or it was returned.');
      changes.tell(image.projectId, image);
      acts.tell(image.projectId, actor.userId, image.id);
    },

    /** J12. @throws Problem `own-work`, `conflict` */
    async giveBack(actor: Actor, image: Image, reason: string): Promise<void> {
      const standing = await listStanding(db, image.id);
      if (standing.length === 0)
        throw new Problem('conflict', 'Nobody has submitted this picture: there is nothing to return.');
      const others = standing.map(({ user_id }) => user_id).filter((id) => id !== actor.userId);
      if (others.length === 0) throw new Problem('own-work', 'Nobody returns their own work: withdraw it.');
      const { id, fileName, projectId } = image;
      await db.transaction().execute(async (trx) => {
        await returnSubmissions(trx, id, others, { at: now(), by: actor.userId, reason });
        await record(trx, {
          actorId: actor.userId,
          action: 'image-returned',
          projectId,
          subjectId: id,
          details: { image: fileName, reason },
        });
      });
      changes.tell(projectId, image);
      acts.tell(projectId, actor.userId, id);
      const about = { projectId, imageId: id, fileName, instanceId: null, jobNames: [] };
      const change = { ...about, reason, byName: actor.name };
      for (const userId of others) returned.tell(userId, { kind: 'returned', ...change });
    },
  };
}

export type Submissions = ReturnType<typeof createSubmissions>;
