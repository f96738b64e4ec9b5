import type { EmbeddingShelf } from '../embedding/EmbeddingShelf.ts';
import type { Gauge } from '../http/metrics.ts';
import type { ModelLoad, PromptModels } from '../session/PromptModels.ts';

/** What `/metrics` tells of the models at work, and of all their embeddings together. */
export function modelGauges(models: PromptModels, shelf: EmbeddingShelf): Gauge[] {
  const perModel = (count: (load: ModelLoad) => number) => () =>
    models.load.map((load) => ({ labels: { model: load.id }, value: count(load) }));
  return [
    { name: 'embedding_bytes', help: 'Image embeddings in memory, bytes.', read: () => shelf.bytes },
    {
      name: 'embeddings_encoding',
      help: 'Pictures being encoded or waiting for it.',
      read: () => models.load.reduce((sum, { encoding }) => sum + encoding, 0),
    },
    {
      name: 'model_ready',
      help: 'Models at work: 1 ready, 0 still starting.',
      labels: ['model'],
      read: perModel(({ state }) => (state === 'ready' ? 1 : 0)),
    },
    {
      name: 'model_holders',
      help: 'Open images and other work that keep a model running.',
      labels: ['model'],
      read: perModel(({ holders }) => holders),
    },
    {
      name: 'model_encoding',
      help: 'Pictures being encoded or waiting for it, by model.',
      labels: ['model'],
      read: perModel(({ encoding }) => encoding),
    },
    {
      name: 'model_threads',
      help: 'Threads of one run of a part of a model, by where it runs.',
      labels: ['model', 'role', 'provider'],
      read: () =>
        models.load.flatMap(({ id, placement }) =>
          (['encode', 'decode'] as const).flatMap((role) => {
            const placed = placement?.[role];
            if (!placed) return [];
            return [{ labels: { model: id, role, provider: placed.provider }, value: placed.threads }];
          }),
        ),
    },
    {
      name: 'model_hung_threads',
      help: 'Threads left behind in runs of a model that do not end.',
      labels: ['model'],
      read: perModel(({ hungThreads }) => hungThreads),
    },
  ];
}
