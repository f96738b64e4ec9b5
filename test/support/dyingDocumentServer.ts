import { openDatabase } from '../../server/store/database.ts';
import { createDocumentLogStore } from '../../server/store/documentLogStore.ts';
import { startDocumentServer } from './documentServer.ts';

/**
 * A document server that is killed while it folds a log or makes a document anew: `tsx dyingDocumentServer.ts
 * <database file> <nth>`. It dies right before the nth statement, from 1, that writes for that. Prints its URL.
 */
const [file, nth] = process.argv.slice(2);
let left = Number(nth);

/** What is written then and at no other time. */
const writes = new Map([
  ['InsertQueryNode', 'document_snapshots'],
  ['DeleteQueryNode', 'document_updates'],
  ['UpdateQueryNode', 'document_clients'],
]);

const db = await openDatabase(file);
const dying = db.withPlugin({
  transformQuery({ node }) {
    const table = writes.get(node.kind);
    const isOfThat = table !== undefined && JSON.stringify(node).includes(`"name":"${table}"`);
    if (isOfThat && --left === 0) process.kill(process.pid, 'SIGKILL');
    return node;
  },
  transformResult: async ({ result }) => result,
});
const server = await startDocumentServer({
  file,
  log: createDocumentLogStore(dying),
  limits: { compactEntries: 5, unloadAfterMs: 5, renewDeleted: 2 },
});
console.log(server.url);
