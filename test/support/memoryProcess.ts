import { getHeapStatistics } from 'node:v8';
import { answerQuestions } from './answeringProcess.ts';
import { startDocumentServer } from './documentServer.ts';
import { startServer } from './testServer.ts';

/** A document server of many pictures, and a whole server, whose memory somebody else watches. */
const pictures = Number(process.argv[2]);
const documents = await startDocumentServer({ pictures, limits: { unloadAfterMs: 1 } });
const whole = await startServer();

answerQuestions({
  documents: () => documents.url,
  whole: () => whole.url,
  /** What is held once all that nobody needs is gone, in bytes. */
  async held() {
    // What timers and finalizers let go of is only garbage in the next round.
    for (let i = 0; i < 3; i++) {
      globalThis.gc?.();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const { used_heap_size, external_memory } = getHeapStatistics();
    return used_heap_size + external_memory;
  },
  async stop() {
    await documents[Symbol.asyncDispose]();
    await whole[Symbol.asyncDispose]();
  },
});
