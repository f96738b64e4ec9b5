import {
  type Cluster,
  clusterShapes as clustering,
  type LayerShape,
} from '@maskroom/server/quality/cluster.ts';
import { toQualityShape } from '@maskroom/server/quality/shape.ts';
import { boxPolygon } from '@maskroom/shared/geometry/combine';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Box } from '@maskroom/shared/geometry/polygon';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkProperty } from '../../support/arbitraryPolygon.ts';
import { atOnce } from '../../support/atOnce.ts';
import { shapesFrom } from '../../support/shapesFromGrid.ts';

const inLayer = (layer: string, grid: string, labels?: Record<string, string>) =>
  shapesFrom(grid, labels).map((shape) => ({ ...shape, id: `${layer}-${shape.id}`, layer }));

const clusterShapes = (shapes: readonly LayerShape[]) => atOnce(clustering(shapes));

const namesOf = (clusters: readonly Cluster<LayerShape>[]) =>
  clusters
    .map(({ members }) =>
      members
        .map(({ shape }) => shape.id)
        .sort()
        .join(' '),
    )
    .sort();

test('Q10: a cluster has at most one shape of each layer; what only one has stays alone', () => {
  const shapes = [
    ...inLayer('ann', 'aaaa..bb\naaaa..bb'),
    ...inLayer('bob', 'aaa...bb\naaa...bb'),
    ...inLayer('cy', 'aaaac...\naaaac...'),
  ];
  expect(namesOf(clusterShapes(shapes))).toEqual(['ann-a bob-a cy-a', 'ann-b bob-b', 'cy-c']);
});

test('Q10: two that agree with a third but too little with each other join only while the mean holds', () => {
  const at = (layer: string, ...box: Box) => ({
    ...toQualityShape({ id: layer, label: 'cat', geometry: encodeGeometry(boxPolygon(box)) }),
    layer,
  });
  // 0.67 to the middle one, 0.43 to each other: 0.55 in the mean.
  const chain = [at('ann', 0, 0, 10, 10), at('bob', 2, 0, 12, 10), at('cy', 4, 0, 14, 10)];
  expect(namesOf(clusterShapes(chain))).toEqual(['ann bob cy']);
  // 0.54 and 0.21.
  const far = [at('ann', 0, 0, 10, 10), at('bob', 3, 0, 13, 10), at('cy', 6, 0, 16, 10)];
  expect(namesOf(clusterShapes(far))).toEqual(['ann bob', 'cy']);
});

test('Q11: the shape is that of the one nearest to all others, the label what most say', () => {
  const shapes = [
    ...inLayer('ann', 'aaaaaa..\naaaaaa..', { a: 'dog' }),
    ...inLayer('bob', '.aaaaa..\n.aaaaa..'),
    ...inLayer('cy', '.aaaaaaa\n.aaaaaaa'),
  ];
  const [{ label, members }] = clusterShapes(shapes);
  expect(members.map(({ shape }) => shape.layer)).toEqual(['bob', 'ann', 'cy']);
  expect(label).toBe('cat');
  const [two] = clusterShapes(shapes.slice(0, 2));
  expect(two.label).toBe(two.members[0].shape.label);
});

const bounds = fc.record({ x: fc.integer({ min: 0, max: 8 }), w: fc.integer({ min: 2, max: 8 }) });

test('Q10: the order of layers and shapes changes nothing, and every shape is in one cluster', () => {
  checkProperty(fc.array(fc.array(bounds, { maxLength: 4 }), { minLength: 2, maxLength: 4 }), (layers) => {
    const shapes = layers.flatMap((boxes, layer) =>
      boxes.map(({ w, x }, i) => ({
        ...toQualityShape({
          id: `${layer}-${i}`,
          label: i % 2 === 0 ? 'cat' : 'dog',
          geometry: encodeGeometry(boxPolygon([x, 0, x + w, 5])),
        }),
        layer: String(layer),
      })),
    );
    const clusters = clusterShapes(shapes);
    expect(namesOf(clusterShapes([...shapes].reverse()))).toEqual(namesOf(clusters));
    expect(clusters.flatMap(({ members }) => members)).toHaveLength(shapes.length);
    for (const { members } of clusters)
      expect(new Set(members.map(({ shape }) => shape.layer)).size).toBe(members.length);
  });
});
