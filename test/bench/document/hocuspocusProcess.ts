import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import { DatabaseSync } from '@photostructure/sqlite';

/**
 * Hocuspocus with everything at its defaults and the table and statements of its SQLite extension, on the binding
 * that this project uses, which needs no compiler: `tsx hocuspocusProcess.ts <database file>`; prints its URL.
 */
const db = new DatabaseSync(process.argv[2]);
db.exec(
  'CREATE TABLE IF NOT EXISTS documents (name varchar(255) NOT NULL, data blob NOT NULL, UNIQUE(name))',
);
const read = 'SELECT data FROM documents WHERE name = ?';
const write =
  'INSERT INTO documents (name, data) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data';
const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => {
        const data: unknown = Object.values(db.prepare(read).get(documentName) ?? {})[0];
        return data instanceof Uint8Array ? data : null;
      },
      store: async ({ documentName, state }) => void db.prepare(write).run(documentName, state),
    }),
  ],
});
await server.listen();
console.log(server.webSocketURL);
