import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { expect, test } from 'vitest';
import type { StageShape } from '../../../web/canvas/scene.ts';
import { createShapeIndex } from '../../../web/canvas/shapeIndex.ts';
import { rectangle } from '../tool/recordingContext.ts';

const shape = (id: string, polygon: Polygon): StageShape => ({
  id,
  polygon,
  geometry: encodeGeometry(polygon),
  color: '#e69f00',
  labelName: 'thing',
  state: 'undecided',
  confidence: null,
});
const below = shape('below', [[rectangle(30, 30, 50, 50)]]);
const frame = shape('frame', [[rectangle(20, 20, 60, 60), [...rectangle(25, 25, 55, 55)].reverse()]]);
const far = shape('far', [[rectangle(100, 0, 110, 10)], [rectangle(100, 50, 110, 60)]]);
const index = createShapeIndex([below, frame, far]);
const at = (x: number, y: number, tolerance = 0, hidden: string[] = []): string | undefined =>
  index.at([x, y], tolerance, (id) => hidden.includes(id))?.id;

test('a click in a hole selects what lies under it', () => {
  expect([at(22, 40), at(40, 40), at(27, 40)]).toEqual(['frame', 'below', undefined]);
});

test('the last drawn is on top, hidden shapes are not there, every part counts', () => {
  const stacked = createShapeIndex([below, shape('over', [[rectangle(40, 40, 70, 70)]])]);
  expect(stacked.at([45, 45], 0, () => false)?.id).toBe('over');
  expect(stacked.at([45, 45], 0, (id) => id === 'over')?.id).toBe('below');
  expect([at(105, 55), at(105, 30)]).toEqual(['far', undefined]);
});

test('beside an outline the nearest shape within reach is hit, but never instead of one that is under', () => {
  expect([at(61, 40, 2), at(63, 40, 2), at(51, 40, 2), at(31, 40, 9)]).toEqual([
    'frame',
    undefined,
    'below',
    'below',
  ]);
});

test('only shapes whose bounds touch a box are found, in drawing order', () => {
  expect(index.within([0, 0, 40, 40])).toEqual([0, 1]);
  expect(index.within([105, 20, 106, 21])).toEqual([2]);
  expect(createShapeIndex([]).within([0, 0, 1, 1])).toEqual([]);
});
