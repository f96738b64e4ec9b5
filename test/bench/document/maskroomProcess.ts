import { startDocumentServer } from '../../support/documentServer.ts';

/** The document side of the server: `tsx maskroomProcess.ts <database file>`; prints its URL. */
const server = await startDocumentServer({ file: process.argv[2], pictures: 120 });
console.log(server.url);
