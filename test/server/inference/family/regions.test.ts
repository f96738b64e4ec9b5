import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodedSize, isRegionOf, type Size } from '@maskroom/server/inference/imageFrame.ts';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Box, Polygon } from '@maskroom/shared/geometry/polygon';
import type { MaskCandidate, PointPrompt, Prompt } from '@maskroom/shared/prompt/prompt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { polygonOf } from '../../../support/discScene.ts';
import { type OpenToyModel, openToyModel } from '../../../support/onnx/openToyModel.ts';
import { MASK_SIDE } from '../../../support/onnx/toyAnswer.ts';
import { placeInFrame } from '../../../support/onnx/toyExpectation.ts';
import { type ToyModel, toyModels, writeToyModel } from '../../../support/onnx/toyModels.ts';

const paint = () => [200, 30, 90] as const;
const picture: Size = { width: 5000, height: 3333 };
const regions: readonly [name: string, image: Size, region: Box][] = [
  ['in the middle', picture, [1237, 801, 1749, 1313]],
  ['in the last corner, wide', picture, [3999, 3032, 5000, 3333]],
  ['of one pixel', picture, [4999, 17, 5000, 18]],
  ['a sliver of a sliver', { width: 4096, height: 31 }, [511, 0, 1536, 31]],
  ['all of a picture of one pixel', { width: 1, height: 1 }, [0, 0, 1, 1]],
];

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'maskroom-toys-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const movedPolygon = (polygon: Polygon, dx: number, dy: number): Polygon =>
  polygon.map((part) => part.map((ring) => ring.map(([x, y]) => [x + dx, y + dy] as const)));

const movedCandidate = ({ box, geometry, ...rest }: MaskCandidate, dx: number, dy: number) => ({
  ...rest,
  geometry: encodeGeometry(movedPolygon(polygonOf(geometry), dx, dy)),
  box: [box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy],
});

/** Where the parabola through the samples 0, 100 and 200 of a mask has its top, in px of the frame of 1024. */
function vertexOf([first, middle, last]: readonly number[]): number {
  const step = 100 * (1024 / MASK_SIDE);
  return 100.5 * (1024 / MASK_SIDE) + (step * (first - last)) / (2 * (first - 2 * middle + last));
}

describe.each(Object.entries(toyModels))('%s', (name, make) => {
  let toy: ToyModel;
  let model: OpenToyModel;
  beforeAll(async () => {
    toy = make();
    model = await openToyModel(await writeToyModel(join(root, name.replaceAll(/\W+/g, '-')), toy));
  });

  test.each(regions)(
    'a region %s is answered as a picture of its own, in its place',
    async (_, image, region) => {
      const own = encodedSize({ image, region });
      const [x0, y0] = region;
      const inRegion = await model.encode(image, paint, region);
      const alone = await model.encode(own, paint);
      const at = (x: number, y: number, label: 0 | 1): PointPrompt => [x * own.width, y * own.height, label];
      const box: Box = [0.2 * own.width, 0.25 * own.height, 0.7 * own.width, 0.9 * own.height];
      const half = encodeGeometry([
        [
          [
            [0, 0],
            [own.width / 2, 0],
            [own.width / 2, own.height],
            [0, own.height],
          ],
        ],
      ]);
      const prompts: readonly Prompt[] = [
        { points: [at(0.4, 0.5, 1)] },
        { points: [at(0.4, 0.5, 1), at(0.55, 0.7, 1), at(0.5, 0.35, 0)] },
        { points: [], box },
        { points: [at(0.3, 0.4, 1)], box },
        { points: [at(0, 0, 1), at(1, 1, 0)] },
      ];
      for (const prompt of prompts) {
        for (const refine of [undefined, half]) {
          const there: Prompt = {
            points: prompt.points.map(([x, y, label]) => [x + x0, y + y0, label]),
            ...(prompt.box && { box: [box[0] + x0, box[1] + y0, box[2] + x0, box[3] + y0] }),
          };
          const moved = refine && encodeGeometry(movedPolygon(polygonOf(refine), x0, y0));
          const found = await model.decode(inRegion, { prompt: there, refine: moved });
          const expected = await model.decode(alone, { prompt, refine });
          expect(found.candidates).toEqual(expected.candidates.map((one) => movedCandidate(one, x0, y0)));
          for (const [x, y] of found.candidates.flatMap(({ geometry }) => polygonOf(geometry).flat(2))) {
            expect(x >= region[0] && x <= region[2] && y >= region[1] && y <= region[3]).toBe(true);
          }
        }
      }
    },
  );

  test('a click’s middle is the click’s, to a twentieth of a pixel', async () => {
    const region: Box = [1237, 801, 1749, 1201];
    const [x, y] = [1466.3, 1011.7];
    const { lowResMasks } = await model.decode(await model.encode(picture, paint, region), {
      prompt: { points: [[x, y, 1]] },
    });
    const content = placeInFrame(encodedSize({ image: picture, region }), toy.fit, toy.encoder.side);
    const found = [1, MASK_SIDE].map((stride) =>
      vertexOf([0, 100, 200].map((i) => lowResMasks[0][i * stride])),
    );
    expect(Math.abs(region[0] + (found[0] * 512) / content.width - x)).toBeLessThan(0.05);
    expect(Math.abs(region[1] + (found[1] * 400) / content.height - y)).toBeLessThan(0.05);
  });
});

test.each<[name: string, region: Box]>([
  ['not a number', [Number.NaN, 0, 10, 10]],
  ['infinite', [0, 0, Number.POSITIVE_INFINITY, 10]],
  ['empty', [10, 10, 10, 20]],
  ['reversed', [20, 20, 10, 10]],
  ['over the border', [4990, 0, 5001, 10]],
  ['beside the picture', [-20, -20, -10, -10]],
  ['between pixels', [0.5, 0, 10, 10]],
])('%s is no region', (_, region) => expect(isRegionOf(region, picture)).toBe(false));
