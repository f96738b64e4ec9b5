import { readManifest } from '@maskroom/server/inference/family/manifest.ts';
import { familyOf } from '@maskroom/server/inference/family/modelFamilies.ts';
import { encodedSize, type ImageFrame, type Rgb, type Size } from '@maskroom/server/inference/imageFrame.ts';
import { readLadder } from '@maskroom/server/inference/ladder/ladderFiles.ts';
import type { EmbeddingTensors } from '@maskroom/server/inference/tensor/embeddingTensors.ts';
import { decodePrompt } from '@maskroom/server/inference/worker/decodePrompt.ts';
import { EmbeddingCopies } from '@maskroom/server/inference/worker/EmbeddingCopies.ts';
import { encodePicture } from '@maskroom/server/inference/worker/encodePicture.ts';
import { openDecoder, openImageGraphs } from '@maskroom/server/inference/worker/openGraphs.ts';
import type { Decoded, DecodeRequest } from '@maskroom/server/inference/worker/workerMessages.ts';
import type { Box } from '@maskroom/shared/geometry/polygon';

export type Question = Pick<DecodeRequest, 'prompt'> & Partial<DecodeRequest>;

/**
 * A model of this folder in the test's own thread: the same code that the workers run, without their start.
 * `climbed`: with the graphs that climbLadder left beside it, if it did.
 */
export async function openToyModel(folder: string, { climbed = true } = {}) {
  const manifest = await readManifest(folder);
  if (!manifest.ok) throw new Error(manifest.error);
  const family = familyOf(manifest.value);
  if (!family.ok) throw new Error(family.error);
  const ladder = (climbed && (await readLadder(folder, manifest.value))?.graphs) || undefined;
  const options = { threads: 1, executionProviders: ['cpu'] };
  const [encoder, decoder] = await Promise.all([
    openImageGraphs(folder, manifest.value, options, ladder),
    openDecoder(folder, manifest.value, options, ladder),
  ]);
  const copies = new EmbeddingCopies();
  const model = { manifest: manifest.value, family: family.value, run: decoder };
  let pictures = 0;
  return {
    manifest: manifest.value,
    family: family.value,
    /** A picture of this size or a region of it, each of whose columns, in the content's pixels, is of `colour`. */
    async encode(image: Size, colour: (x: number) => readonly [number, number, number], region?: Box) {
      const size = family.value.contentSize(manifest.value, encodedSize({ image, region }));
      const content = painted(size, colour);
      const { embedding } = await encodePicture(manifest.value, family.value, encoder, {
        kind: 'encode',
        content,
      });
      const frame: ImageFrame = { image, region, content: { width: content.width, height: content.height } };
      return { key: String(pictures++), embedding, frame };
    },
    decode: (
      { key, embedding, frame }: { key: string; embedding: EmbeddingTensors; frame: ImageFrame },
      question: Question,
    ): Promise<Decoded> =>
      decodePrompt(model, copies.of(key, embedding), frame, {
        multimask: true,
        tolerancePx: 0.1,
        ...question,
      }),
  };
}
export type OpenToyModel = Awaited<ReturnType<typeof openToyModel>>;

function painted(size: Size, colour: (x: number) => readonly [number, number, number]): Rgb {
  const data = new Uint8Array(size.width * size.height * 3);
  for (let x = 0; x < size.width; x++) data.set(colour(x), x * 3);
  for (let y = 1; y < size.height; y++) data.copyWithin(y * size.width * 3, 0, size.width * 3);
  return { ...size, data };
}
