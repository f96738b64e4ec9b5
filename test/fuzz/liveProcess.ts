import { answerQuestions } from '../support/answeringProcess.ts';
import { startServer } from '../support/testServer.ts';
import { readTaken } from './costs.ts';

const server = await startServer();

answerQuestions({
  start: () => server.url,
  look: () => ({ until: readTaken(), from: readTaken() }),
  stop: () => server[Symbol.asyncDispose](),
});
