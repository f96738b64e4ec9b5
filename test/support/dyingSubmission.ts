import { actorOf } from '../../server/account/actor.ts';
import { imageOf } from '../../server/image/image.ts';
import { createSubmissions } from '../../server/job/submissions.ts';
import { createLog } from '../../server/log/log.ts';
import { createHoneypots } from '../../server/quality/honeypots.ts';
import { openDatabase } from '../../server/store/database.ts';

/**
 * A server that is killed between a submission and its comparison with the truth: `tsx dyingSubmission.ts <database file>
 * <image> <person>`. It dies right before the statement that would store the comparison.
 */
const [file, imageId, userId] = process.argv.slice(2);
const db = await openDatabase(file);
const dying = db.withPlugin({
  transformQuery({ node }) {
    const isScore =
      node.kind === 'InsertQueryNode' && JSON.stringify(node).includes('"name":"honeypot_scores"');
    if (isScore) process.kill(process.pid, 'SIGKILL');
    return node;
  },
  transformResult: async ({ result }) => result,
});
const image = await db.selectFrom('images').selectAll().where('id', '=', imageId).executeTakeFirstOrThrow();
const person = await db.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirstOrThrow();
const submissions = createSubmissions(db, async () => {});
submissions.onSubmitted(createHoneypots({ db: dying, log: createLog('error') }).submitted);
const actor = actorOf(person, { scope: null, sessionExpiresAt: null, via: 'token' });
await submissions.submit(actor, imageOf(image));
