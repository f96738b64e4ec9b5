import type { Polygon } from '@maskroom/shared/geometry/polygon';

type Corner = readonly [number, number];

/** One thing on the shelf of `04-shelf-of-goods.jpg`, outlined by hand in its pixels. */
export interface Thing {
  readonly label: 'bottle' | 'box' | 'tin';
  readonly outline: Polygon;
}

const thing = (label: Thing['label'], outline: readonly Corner[]): Thing => ({ label, outline: [[outline]] });

/** The bottles have one shape: at its left and its top. */
const bottle = (x: number, y: number): Thing =>
  thing(
    'bottle',
    (
      [
        [32, 0],
        [78, 0],
        [78, 37],
        [75, 44],
        [76, 77],
        [91, 122],
        [107, 162],
        [111, 208],
        [110, 333],
        [102, 346],
        [55, 352],
        [10, 346],
        [1, 333],
        [0, 208],
        [4, 162],
        [20, 122],
        [34, 77],
        [35, 44],
        [32, 37],
      ] as const
    ).map(([dx, dy]) => [x + dx, y + dy] as const),
  );

/** Ten things with clear outlines, by label. */
export const things: readonly Thing[] = [
  bottle(59, 793),
  bottle(175, 797),
  bottle(303, 793),
  bottle(429, 797),
  thing('box', [
    [543, 869],
    [688, 869],
    [690, 1_145],
    [543, 1_143],
  ]),
  thing('box', [
    [695, 934],
    [817, 936],
    [817, 1_152],
    [695, 1_150],
  ]),
  thing('box', [
    [37, 268],
    [168, 268],
    [168, 433],
    [37, 433],
  ]),
  thing('box', [
    [173, 246],
    [290, 242],
    [308, 256],
    [306, 432],
    [174, 433],
  ]),
  thing('tin', [
    [36, 565],
    [92, 559],
    [147, 565],
    [147, 710],
    [140, 717],
    [92, 720],
    [42, 717],
    [36, 708],
  ]),
  thing('tin', [
    [155, 563],
    [212, 557],
    [269, 564],
    [268, 708],
    [262, 716],
    [212, 719],
    [160, 716],
    [155, 708],
  ]),
];
