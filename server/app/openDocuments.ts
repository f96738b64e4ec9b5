import type { Accounts } from '../account/accounts.ts';
import { createDocuments, type Documents } from '../document/documents.ts';
import type { Images } from '../image/images.ts';
import type { Log } from '../log/log.ts';
import { labelOf } from '../project/labels.ts';
import type { Database } from '../store/database.ts';
import { createDocumentLogStore } from '../store/documentLogStore.ts';
import { listLabels } from '../store/projectStore.ts';

/** The shared documents on this server's database, kept to what accounts say from one moment to the next. */
export function openDocuments(db: Database, accounts: Accounts, images: Images, logger: Log): Documents {
  const documents = createDocuments({
    log: createDocumentLogStore(db),
    logger,
    roleOf: async (actor, { id, projectId }) => {
      const [role, image] = [await accounts.roleIn(actor, projectId), await images.get(id)];
      if (!role || !image) return null;
      return (await images.isSeenBy(image, { userId: actor.userId, role })) ? role : null;
    },
    isIn: async (actor, projectId) => (await accounts.roleIn(actor, projectId)) !== null,
    labelsOf: async (projectId) => (await listLabels(db, [projectId])).map(labelOf),
    imageOf: images.get,
  });
  accounts.onAccessChanged(({ projectId, userId }) => {
    const told = projectId === null ? documents.signedOut(userId) : documents.roleChanged(projectId, userId);
    told.catch((err: unknown) => logger.error({ err }, 'a change of access did not reach its sockets'));
  });
  return documents;
}
