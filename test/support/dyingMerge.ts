import { actorOf } from '../../server/account/actor.ts';
import { createDocuments } from '../../server/document/documents.ts';
import { imageOf } from '../../server/image/image.ts';
import { createJobs } from '../../server/job/jobs.ts';
import { createLog } from '../../server/log/log.ts';
import { createConsensus } from '../../server/quality/consensus.ts';
import { openDatabase } from '../../server/store/database.ts';
import { createDocumentLogStore } from '../../server/store/documentLogStore.ts';

/**
 * A server that is killed in the middle of a merge: `tsx dyingMerge.ts <database file> <image> <person>`. It dies right
 * before the statement that would write the objects.
 */
const [file, imageId, userId] = process.argv.slice(2);
const db = await openDatabase(file);
const dying = db.withPlugin({
  transformQuery({ node }) {
    const isWrite =
      node.kind === 'InsertQueryNode' && JSON.stringify(node).includes('"name":"document_updates"');
    if (isWrite) process.kill(process.pid, 'SIGKILL');
    return node;
  },
  transformResult: async ({ result }) => result,
});
const row = await db.selectFrom('images').selectAll().where('id', '=', imageId).executeTakeFirstOrThrow();
const person = await db.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirstOrThrow();
const image = imageOf(row);
const documents = createDocuments({
  log: createDocumentLogStore(dying),
  logger: createLog('error'),
  roleOf: async () => null,
  isIn: async () => false,
  labelsOf: async () => [],
  imageOf: async () => image,
});
const consensus = createConsensus({ db, documents, jobs: createJobs(db) });
await consensus.merge(actorOf(person, { scope: null, sessionExpiresAt: null, via: 'token' }), image, 2);
