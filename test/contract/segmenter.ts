import type { Size } from '@maskroom/server/inference/imageFrame.ts';
import type { ImageEmbedding, Segmenter } from '@maskroom/server/inference/segmenter.ts';
import { MAX_POINTS, type PointPrompt, type Prompt } from '@maskroom/shared/prompt/prompt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { discPixels, polygonOf, resizedRgb } from '../support/discScene.ts';

const image: Size = { width: 400, height: 300 };
const oddSizes: readonly Size[] = [
  { width: 1, height: 1 },
  { width: 1200, height: 9 },
  { width: 7, height: 900 },
  { width: 333, height: 500 },
];
const lone: Prompt = { points: [[150, 140, 1]] };

/** What everything else may rely on, whatever the model behind a {@link Segmenter}. */
export function segmenterContract(name: string, open: () => Promise<Segmenter>): void {
  describe(name, () => {
    let segmenter: Segmenter;
    let embedding: ImageEmbedding;
    const encode = async (size: Size): Promise<ImageEmbedding> => {
      const disc = {
        cx: size.width * 0.4,
        cy: size.height * 0.45,
        radius: Math.min(size.width, size.height) / 3,
      };
      const content = await resizedRgb(discPixels(size, disc), size, segmenter.contentSize(size));
      return (await segmenter.encode(content, size)).embedding;
    };
    const decode = (prompt: Prompt, extra: object = {}) =>
      segmenter.decode(embedding, { prompt, multimask: false, ...extra });

    beforeAll(async () => {
      segmenter = await open();
      embedding = await encode(image);
    }, 60_000);
    afterAll(() => segmenter.close());

    test('a picture of any size is given at a size that fits the model', () => {
      for (const size of [...oddSizes, { width: 5000, height: 3333 }]) {
        const { width, height } = segmenter.contentSize(size);
        for (const side of [width, height]) {
          expect(Number.isInteger(side)).toBe(true);
          expect(side).toBeGreaterThan(0);
          expect(side).toBeLessThanOrEqual(segmenter.model.side);
        }
      }
    });

    test('an embedding lies in shared memory, counts its bytes, and serves again when it is restored', async () => {
      const tensors = Object.values(embedding.tensors);
      expect(tensors.every(({ data }) => data.buffer instanceof SharedArrayBuffer)).toBe(true);
      expect(embedding.bytes).toBe(tensors.reduce((sum, { data }) => sum + data.byteLength, 0));
      const restored = segmenter.restore(embedding.tensors, image);
      expect(restored.key).not.toBe(embedding.key);
      const again = await segmenter.decode(restored, { prompt: lone, multimask: false });
      expect(again.candidates).toEqual((await decode(lone)).candidates);
    });

    test('candidates come best first, each with its logits; a single answer is one of them at most', async () => {
      const { candidates, lowResMasks, lowResFrame } = await decode(lone, { multimask: true });
      expect(candidates.length).toBeGreaterThan(0);
      expect(candidates.length).toBeLessThanOrEqual(3);
      const scores = candidates.map(({ predictedIou }) => predictedIou);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
      expect(lowResMasks.map(({ length }) => length)).toEqual(
        candidates.map(() => lowResFrame.width * lowResFrame.height),
      );
      expect((await decode(lone)).candidates.length).toBe(1);
    });

    test('every kind of prompt has an answer within the picture', async () => {
      const crowd = Array.from({ length: MAX_POINTS }, (_, i): PointPrompt => {
        return [(i * 37) % image.width, (i * 91) % image.height, i % 3 === 0 ? 0 : 1];
      });
      const box = [100, 60, 260, 220] as const;
      const prompts: Prompt[] = [
        { points: [], box },
        { points: lone.points, box },
        { points: [[10, 10, 0]] },
        {
          points: [
            [0, 0, 1],
            [image.width, image.height, 0],
          ],
        },
        { points: crowd },
        { points: crowd, box },
      ];
      for (const prompt of prompts) {
        const { candidates } = await decode(prompt, { multimask: true });
        expectWithin(candidates, image);
      }
      const [{ geometry }] = (await decode(lone)).candidates;
      expectWithin((await decode(lone, { refine: geometry })).candidates, image);
    });

    test.each(oddSizes)('a picture of $width × $height is answered within its borders', async (size) => {
      const odd = await encode(size);
      const prompt: Prompt = {
        points: [
          [size.width / 2, size.height / 2, 1],
          [size.width, size.height, 0],
        ],
        box: [0, 0, size.width, size.height],
      };
      expectWithin((await segmenter.decode(odd, { prompt, multimask: true })).candidates, size);
    });

    test('many prompts at once are answered as one by one, in their order', async () => {
      const prompts = [
        lone,
        { points: [], box: [100, 60, 260, 220] } as const,
        { points: [[10, 10, 0]] } as const,
      ];
      const requests = prompts.map((prompt) => ({ prompt, multimask: true }));
      const many = await segmenter.decodeMany(embedding, requests);
      for (const [i, { candidates }] of many.entries())
        expect(candidates).toEqual((await segmenter.decode(embedding, requests[i])).candidates);
      expect(many.length).toBe(requests.length);
      const { candidates } = many[0];
      const least = { predictedIou: candidates[0].predictedIou, stabilityScore: 0 };
      const [chosen] = await segmenter.decodeMany(embedding, [{ ...requests[0], least }]);
      expect(chosen.candidates).toEqual(
        candidates.filter(({ predictedIou }) => predictedIou >= least.predictedIou),
      );
      expect(await segmenter.decodeMany(embedding, [])).toEqual([]);
    });

    test('an embedding that is not numbers is the model’s failure, not an answer', async () => {
      const broken = Object.fromEntries(
        Object.entries(embedding.tensors).map(([key, { data, dims }]) => [
          key,
          {
            precision: 'float32' as const,
            data: new Float32Array(data.length).fill(Number.NaN),
            dims,
          },
        ]),
      );
      const asked = segmenter.decode(segmenter.restore(broken, image), { prompt: lone, multimask: true });
      await expect(asked).rejects.toMatchObject({ code: 'model-failed' });
      expect((await decode(lone)).candidates.length).toBe(1);
    });

    test('it knows itself to be well', () => expect(segmenter.check()).resolves.toBeUndefined());
  });
}

type Candidates = Awaited<ReturnType<Segmenter['decode']>>['candidates'];

function expectWithin(candidates: Candidates, { width, height }: Size): void {
  for (const [x, y] of candidates.flatMap(({ geometry }) => polygonOf(geometry).flat(2))) {
    expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true);
  }
}
