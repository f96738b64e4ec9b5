import { createHash } from 'node:crypto';
import { createLog } from '@maskroom/server/log/log.ts';
import * as Y from 'yjs';
import { answerQuestions } from '../support/answeringProcess.ts';
import { instanceFaults } from '../support/documentOracle.ts';
import { type DocumentServer, startDocumentServer } from '../support/documentServer.ts';
import { readTaken } from './costs.ts';
import { BASE_ID, baseState } from './honestUpdates.ts';

const base = baseState();
const limits = { strikes: 1e9, framesPerSecond: 1e9, bytesPerSecond: 1e9 };
let server: DocumentServer | null = null;
let logged: string[] = [];

answerQuestions({
  /** A new server on a new database that holds the base; its address. */
  async start() {
    await server?.[Symbol.asyncDispose]();
    logged = [];
    const error = (_: object, message?: string) => void logged.push(String(message));
    server = await startDocumentServer({ limits, logger: { ...createLog('silent'), error } });
    const instances = { put: [], removed: [] };
    await server.log.append('picture', [{ userId: 'ben', at: 1, bytes: base, claims: [BASE_ID], instances }]);
    return server.url;
  },
  /** What was taken until it was asked, the document then, and what was taken once that was read. */
  async look() {
    const until = readTaken();
    const { state, faults } = await readDocument();
    return { until, state, faults: [...logged, ...faults], from: readTaken() };
  },
});

const readDocument = () =>
  server?.documents.withDocument('picture', (doc) => ({
    state: createHash('sha1').update(Y.encodeStateAsUpdate(doc)).digest('hex'),
    faults: instanceFaults(doc),
  })) ?? { state: '', faults: ['there is no server'] };
