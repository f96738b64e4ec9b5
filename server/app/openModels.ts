import { join } from 'node:path';
import { findInstance } from '@maskroom/shared/document/documentModel';
import type { Settings } from '../config/settings.ts';
import type { Documents } from '../document/documents.ts';
import { EmbeddingFiles } from '../embedding/EmbeddingFiles.ts';
import { EmbeddingShelf } from '../embedding/EmbeddingShelf.ts';
import { EncodeQueue } from '../embedding/EncodeQueue.ts';
import type { Images } from '../image/images.ts';
import type { SegmenterOptions } from '../inference/segmenter.ts';
import { RunQueues } from '../inference/worker/RunQueue.ts';
import type { Log } from '../log/log.ts';
import type { LoadCounts } from '../monitor/serverLoad.ts';
import { DecodeTurns } from '../session/DecodeTurns.ts';
import { PromptModels } from '../session/PromptModels.ts';
import { createReplicaNews, type ReplicaNews } from './replicaNews.ts';
import { startModel } from './startModel.ts';

const MB = 1024 * 1024;
/** Of embeddings kept on disk for the next start: some 2,000 pictures with the built-in model. */
const EMBEDDING_FILES_BYTES = 8 * 1024 * MB;

interface ModelSurroundings {
  readonly documents: Documents;
  readonly images: Images;
  readonly log: Log;
  readonly onDecoded: SegmenterOptions['onDecoded'];
}

/** All models of the server, the default one on its way, with one memory for what they make of pictures. @throws Problem */
export async function openModels(
  settings: Settings,
  { documents, images, log, onDecoded }: ModelSurroundings,
): Promise<{
  models: PromptModels;
  shelf: EmbeddingShelf;
  replicas: ReplicaNews;
  /** What they have had to do until now. */
  readLoad: () => LoadCounts;
}> {
  const replicas = createReplicaNews(log);
  const [queues, turns] = [new RunQueues(), new DecodeTurns()];
  const shelf = new EmbeddingShelf(settings.embeddingCacheMb * MB);
  const models = new PromptModels({
    defaultId: settings.model,
    modelsFolders: settings.modelsFolders,
    mostRunning: settings.maxModels,
    startModel: (modelId) =>
      startModel(settings, modelId, { log, onDecoded, onReplica: replicas.hear, queues }),
    store: {
      pictures: images,
      shelf,
      queue: new EncodeQueue(),
      files: await EmbeddingFiles.open(join(settings.dataFolder, 'embeddings'), EMBEDDING_FILES_BYTES),
    },
    turns,
    loadRefineGeometry: (imageId, instanceId) =>
      documents.withDocument(imageId, (doc) => findInstance(doc, instanceId)?.geometry ?? null),
    log,
  });
  await models.begun();
  const readLoad = (): LoadCounts => ({
    ...shelf.asked,
    bytes: shelf.bytes,
    mostBytes: shelf.mostBytes,
    runs: queues.counts,
    promptsWaiting: turns.waiting,
    encoding: models.load.reduce((sum, { encoding }) => sum + encoding, 0),
  });
  return { models, shelf, replicas, readLoad };
}
