import { setImmediate } from 'node:timers/promises';
import { shadesOf, VALUES, type ValueRange, valueRangeOf } from '@maskroom/shared/base/valueWindow';
import sharp from 'sharp';
import { type DecodeLimits, openPicture } from './decoder.ts';

/** Pixels between two breaths of the event loop: a few milliseconds of work. */
const SLICE = 1_000_000;

/**
 * The served copy of a grey picture with 16 bits: upright, without metadata, its values in the automatic window as grey
 * with 8 bits, PNG. People, models and thumbnails see this one. Holds the picture whole: 3 bytes a pixel.
 */
export async function writeDeepDisplay(
  source: string,
  path: string,
  limits: DecodeLimits,
): Promise<{ width: number; height: number; range: ValueRange }> {
  const { data, info } = await openPicture(source, limits)
    .autoOrient()
    .toColourspace('grey16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const { channels, height, width } = info;
  if (channels !== 1) throw new Error(`a grey picture has ${channels} channels`);
  const values = new Uint16Array(data.buffer, data.byteOffset, width * height);
  const histogram = new Uint32Array(VALUES);
  await inSlices(values, (slice) => {
    for (const value of slice) histogram[value]++;
  });
  const range = valueRangeOf(histogram);
  const shades = shadesOf(range);
  const grey = new Uint8Array(values.length);
  await inSlices(values, (slice, from) => {
    for (let i = 0; i < slice.length; i++) grey[from + i] = shades[slice[i]];
  });
  await sharp(grey, { raw: { width, height, channels: 1 }, limitInputPixels: limits.maxPixels })
    .toColourspace('srgb')
    .png({ compressionLevel: 6 })
    .toFile(path);
  return { width, height, range };
}

async function inSlices(
  values: Uint16Array,
  work: (slice: Uint16Array, from: number) => void,
): Promise<void> {
  for (let from = 0; from < values.length; from += SLICE) {
    work(values.subarray(from, from + SLICE), from);
    await setImmediate();
  }
}
