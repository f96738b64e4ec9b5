import type { QueueItem } from '../../web/queue/queueState.ts';

/** What waits in a queue, of Ana's unless said otherwise. */
export const queueItem = (id: string, predictedIou: number | null, createdBy = 'ana'): QueueItem => ({
  id,
  imageId: 'i',
  label: 'car',
  labelId: 'l',
  polygon: [
    [
      [
        [0, 0],
        [4, 0],
        [4, 4],
      ],
    ],
  ],
  area: 8,
  box: [0, 0, 4, 4],
  predictedIou,
  stabilityScore: null,
  source: predictedIou === null ? 'manual' : 'model',
  createdBy,
  createdByName: createdBy,
  decision: 'none',
  reason: null,
  attributes: {},
  group: null,
  order: 0,
  geometryHash: '0'.repeat(16),
  descriptionHash: '0'.repeat(16),
  fileName: 'a.jpg',
  tiles: null,
  agreement: null,
  width: 10,
  height: 10,
});
