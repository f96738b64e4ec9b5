import type { Attribute } from '@maskroom/shared/annotation/attribute';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { createLog } from '../../server/log/log.ts';
import { exportCoco } from '../../server/transfer/exportCoco.ts';
import type { ExportedInstance, ExportSource } from '../../server/transfer/exportSource.ts';
import { starRing } from './arbitraryPolygon.ts';
import { parseCoco } from './cocoFile.ts';

export const log = createLog('silent');
export const size = { width: 120, height: 90 };

export const instance = (polygon: Polygon, more: Partial<ExportedInstance> = {}): ExportedInstance => ({
  id: 'i1',
  imageId: 'a',
  labelId: 'cat',
  geometry: encodeGeometry(polygon),
  source: 'model',
  predictedIou: 0.93,
  createdByName: 'Ada',
  decision: 'accepted',
  reason: null,
  attributes: {},
  group: null,
  ...more,
});

const asked: readonly Attribute[] = [
  { id: 'a1', name: 'Fur', kind: 'select', options: ['long', 'short'], required: true },
  { id: 'a2', name: 'Lives', kind: 'number', min: 0, max: 9, required: false },
  { id: 'a3', name: 'source', kind: 'text', required: false },
];

export const sourceOf = (instances: readonly ExportedInstance[]): ExportSource => ({
  project: { id: 'p', name: 'Cats "and" dogs', createdAt: 0 },
  labels: [
    { id: 'dog', name: 'dog', color: '#000000', attributes: [] },
    { id: 'cat', name: 'cat', color: '#ffffff', attributes: asked },
  ],
  images: [
    { id: 'b', fileName: 'first.jpg', width: 10, height: 20, createdAt: 0, tags: [] },
    { id: 'a', fileName: 'zweites Bild ü.png', ...size, createdAt: 1_000, tags: ['night'] },
  ],
  instances: (async function* () {
    yield instances.slice(0, 1);
    yield instances.slice(1);
  })(),
});

export async function exported(...instances: ExportedInstance[]) {
  let text = '';
  for await (const chunk of exportCoco(sourceOf(instances), log, new Date('2026-11-22T10:00:00Z')))
    text += chunk;
  return parseCoco(text);
}

export const ring = (radii: number[], x = 60, y = 45) => starRing([x, y], radii);
export const withHole: Polygon = [[ring([40, 35, 42, 38, 40, 41, 39]), ring([12, 14, 10, 12])]];
