import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { toProblem } from '@maskroom/shared/base/problem';
import { openArchive } from './archive.ts';
import { FileNames } from './FileNames.ts';
import type { AnnotationFile, ImportDesk } from './format.ts';
import { formatReaders } from './formats.ts';
import type { WorkerAnswer, WorkerAsk, WorkerSetup } from './importMessages.ts';
import { Outbox } from './Outbox.ts';
import { SkipList } from './SkipList.ts';

/** The entry of an import's thread: parsing, tracing and packing would hold up everybody in the server's own. */
const port = parentPort;
if (!port) throw new Error('importWorker runs in a worker thread only');
const setup: WorkerSetup = workerData;

const CHUNK_BYTES = 256 * 1024;
/** Batches the server may have before it: one that it writes and one that waits. */
const MOST_UNANSWERED = 2;

const waiting: ((answer: WorkerAnswer) => void)[] = [];
port.on('message', (answer: WorkerAnswer) => waiting.shift()?.(answer));

/** Answers come in the order of the questions. */
const ask = (message: WorkerAsk): Promise<WorkerAnswer> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    port.postMessage(message);
  });

const skips = new SkipList();
const images = new FileNames();
const outbox = new Outbox();
const unanswered: Promise<WorkerAnswer>[] = [];
let bytesRead = 0;
let bytesInAll = 1;

async function send(all = false): Promise<void> {
  for (const batch of outbox.take(all)) {
    unanswered.push(ask({ kind: 'batch', batch, share: Math.min(1, bytesRead / bytesInAll) }));
    if (unanswered.length > MOST_UNANSWERED) await unanswered.shift();
  }
  while (all && unanswered.length > 0) await unanswered.shift();
}

const desk: ImportDesk = {
  images,
  skips,
  label: setup.label,
  async labels(names) {
    const answer = await ask({ kind: 'labels', names });
    return answer.kind === 'labels' ? answer.labels : [];
  },
  async tag(image, tags) {
    const answer = await ask({ kind: 'tags', image, tags });
    return answer.kind === 'tags' ? answer.refused : null;
  },
  take: (image, item) => outbox.add(image, item),
  async goOn() {
    await send();
    return Date.now() < setup.endsAt;
  },
};

async function loadImages(): Promise<void> {
  for (let from = 0; ; ) {
    const answer = await ask({ kind: 'images', from });
    if (answer.kind !== 'images' || answer.images.length === 0) break;
    for (const image of answer.images) images.addImage(image);
    from += answer.images.length;
  }
  for (const [path, imageId] of setup.placed) images.addPath(path, imageId);
}

async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    bytesRead += chunk.length;
    yield chunk;
  }
}

async function readAll(): Promise<void> {
  const { read, isFile } = formatReaders[setup.format];
  await loadImages();
  if (!setup.isArchive) {
    // Every file is read twice.
    bytesInAll = 2 * (await stat(setup.path)).size;
    const chunks = () => counted(createReadStream(setup.path, { highWaterMark: CHUNK_BYTES }));
    await read({ chunks, calledBy: setup.fileName }, desk);
    await send(true);
    return;
  }
  const archive = await openArchive(setup.path, setup.mostBytes);
  const files = archive.entries.filter(({ name }) => isFile(name));
  bytesInAll = 2 * files.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { chunks, name } of files) {
    const file: AnnotationFile = { name, chunks: () => counted(chunks()) };
    await read(file, desk).catch((cause: unknown) => {
      const { message } = toProblem(cause);
      skips.add({ file: name, code: 'file-invalid', message });
    });
    await send(true);
    if (Date.now() >= setup.endsAt) break;
  }
  archive.close();
}

try {
  await readAll();
  if (Date.now() >= setup.endsAt) {
    const message =
      'The import took too long and ended early: send the file again, what is there is left out.';
    skips.add({ code: 'time-limit', message });
  }
  port.postMessage({ kind: 'done', skipped: skips.skipped } satisfies WorkerAsk);
} catch (cause) {
  const { code, message } = toProblem(cause);
  const fault = code === 'internal' && { fault: cause };
  port.postMessage({ kind: 'failed', code, message, ...fault } satisfies WorkerAsk);
}
port.close();
