import { roleAtLeast } from '@maskroom/shared/annotation/role';
import { type ProblemCode, toProblem } from '@maskroom/shared/base/problem';
import { getImage, getProject } from '../../connection/api.ts';
import type { DocumentConnection } from '../../connection/documentConnection.ts';
import { acquireDocument, releaseDocument } from '../../connection/openDocuments.ts';
import { followDocument } from './followDocument.ts';
import type { Journal } from './journal.ts';
import type { RefusalReason, Step } from './step.ts';

/** What the server answers for good about a picture that work waits for. */
const final: Readonly<Partial<Record<ProblemCode, RefusalReason>>> = {
  'not-found': 'picture-gone',
  forbidden: 'no-access',
};

/**
 * Brings to the server what an earlier page left waiting for pictures other than the one that is open. What cannot be
 * reached now waits on.
 */
export async function resumeElsewhere(
  journal: Journal,
  serverUrl: string,
  openImageId: string | null,
): Promise<void> {
  await journal.loaded;
  const firsts = new Map(journal.orphans().map((step) => [step.imageId, step]));
  for (const [imageId, step] of firsts)
    if (imageId !== openImageId) await resume(journal, serverUrl, step).catch(() => undefined);
}

async function resume(journal: Journal, serverUrl: string, picture: Step): Promise<void> {
  const { imageId, projectId, fileName } = picture;
  const asked = await Promise.all([getImage(imageId), getProject(projectId)]).catch(toProblem);
  if ('code' in asked) {
    const reason = final[asked.code];
    if (reason) refuseWaiting(journal, imageId, reason);
    return;
  }
  const { role } = asked[1];
  if (!roleAtLeast(role, 'annotator')) {
    refuseWaiting(journal, imageId, 'role');
    return;
  }
  const connection = acquireDocument({ serverUrl, imageId });
  const following = followDocument(connection, { imageId, projectId, fileName }, journal);
  await Promise.race([following.takeUp(roleAtLeast(role, 'lead')), whenClosed(connection)]);
  releaseDocument(imageId, connection);
}

/** Keeps all that waits for a picture as refused. */
export function refuseWaiting(journal: Journal, imageId: string, reason: RefusalReason): void {
  for (const { id, changes } of journal.orphans(imageId))
    journal.refuse(id, new Set(changes.map(({ instanceId }) => instanceId)), reason);
}

const whenClosed = ({ saved }: DocumentConnection): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (saved.getState().saved.state !== 'closed') return;
      stop();
      resolve();
    };
    const stop = saved.subscribe(look);
  });
