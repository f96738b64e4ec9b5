import { startDocumentServer } from './documentServer.ts';

/** A document server in a process of its own: `tsx documentServerProcess.ts <database file>`; prints its URL. */
const server = await startDocumentServer({
  file: process.argv[2],
  limits: { compactEntries: 40, unloadAfterMs: 30 },
});
console.log(server.url);
