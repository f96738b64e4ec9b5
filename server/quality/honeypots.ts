import { entryOf } from '@maskroom/shared/base/groups';
import { createListeners } from '@maskroom/shared/base/listeners';
import { Problem } from '@maskroom/shared/base/problem';
import type { Actor } from '../account/actor.ts';
import type { Image } from '../image/images.ts';
import type { Log } from '../log/log.ts';
import type { Database } from '../store/database.ts';
import { listInstances, type NamedInstance } from '../store/instanceStore.ts';
import {
  listTruths,
  listUnscored,
  markTruth,
  putScore,
  type UnscoredTwin,
  unmarkTruth,
} from '../store/truthStore.ts';
import { compareShapes } from './agreement.ts';
import { inPieces } from './pieces.ts';
import { toQualityShapes } from './shape.ts';

interface Parts {
  readonly db: Database;
  readonly log: Pick<Log, 'error'>;
  readonly now?: () => number;
}

/** Pictures whose truth is known, hidden among the others as twins. Asks for no rights: whoever calls has asked. */
export function createHoneypots({ db, log, now = Date.now }: Parts) {
  const isAccepted = ({ decision }: NamedInstance): boolean => decision === 'accepted';

  const changes = createListeners<[projectId: string]>();

  /** Comparisons under way, by twin and submission: each is made once. */
  const underWay = new Map<string, Promise<void>>();

  async function score({ id, projectId, submittedAt, truthId, userId }: UnscoredTwin): Promise<void> {
    const shapesOf = (rows: readonly NamedInstance[]) =>
      inPieces(
        toQualityShapes(rows.map(({ geometry, id, label_id }) => ({ id, label: label_id, geometry }))),
      );
    const truth = await shapesOf((await listInstances(db, truthId)).filter(isAccepted));
    const drawn = await shapesOf(await listInstances(db, id));
    const { all, byLabel } = await inPieces(compareShapes(truth, drawn));
    await putScore(db, {
      image_id: id,
      user_id: userId,
      submitted_at: submittedAt,
      matched: all.matched,
      missed: all.onlyA,
      added: all.onlyB,
      same_label: [...byLabel.values()].reduce((sum, { matched }) => sum + matched, 0),
      iou: all.iou,
      boundary: all.boundary,
    });
    changes.tell(projectId);
  }

  const scoreOnce = (twin: UnscoredTwin): Promise<void> =>
    entryOf(underWay, `${twin.id} ${twin.submittedAt}`, async () => {
      try {
        await score(twin);
      } catch (err) {
        log.error({ err, imageId: twin.id }, 'a submission could not be compared with the truth');
      } finally {
        underWay.delete(`${twin.id} ${twin.submittedAt}`);
      }
    });

  async function settle(projectId?: string): Promise<void> {
    for (const twin of await listUnscored(db, projectId)) await scoreOnce(twin);
  }

  const settleSoon = (projectId?: string): void => {
    settle(projectId).catch((err: unknown) => {
      log.error({ err, projectId }, 'submissions could not be compared with the truth');
    });
  };

  return {
    /** Told once it is on disk: what is ground truth, and how people found it. */
    onChange: changes.add,

    /** Q30. @throws Problem `conflict` */
    async mark(actor: Actor, image: Image): Promise<void> {
      if (image.twin) throw new Problem('conflict', 'A layer is no ground truth: mark the picture itself.');
      if (!(await listInstances(db, image.id)).some(isAccepted))
        throw new Problem(
          'conflict',
          'Nothing on this picture is accepted: its accepted objects are the truth.',
        );
      await markTruth(db, image.id, actor.userId, now());
      changes.tell(image.projectId);
    },
    /** Twins that are in jobs already stay, and are scored. */
    async unmark({ id, projectId }: Pick<Image, 'id' | 'projectId'>): Promise<void> {
      await unmarkTruth(db, id);
      changes.tell(projectId);
    },
    list: (projectId: string): Promise<string[]> => listTruths(db, projectId),

    /** Q31. Whoever submits does not wait for it, nor sees that it happens. */
    submitted({ projectId, twin }: Image, userId: string): void {
      if (twin?.kind === 'honeypot' && twin.userId === userId) settleSoon(projectId);
    },
    /** Q32. Compares what of the project was submitted and not compared. */
    settle: (projectId: string): Promise<void> => settle(projectId),
    /** Q32. The same for all projects, at a start: the server may have died in between. */
    resume: (): void => settleSoon(),
  };
}

export type Honeypots = ReturnType<typeof createHoneypots>;
