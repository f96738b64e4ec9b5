import { readFileSync } from 'node:fs';
import type { Mask } from '@maskroom/shared/mask/mask';
import sharp from 'sharp';
import { tarEntries } from './tar.ts';

export interface LabelledPicture {
  /** The data set: the name up to its first dash. */
  readonly source: string;
  readonly picture: Buffer;
  readonly width: number;
  readonly height: number;
  readonly regions: readonly Mask[];
}

/** Regions smaller or larger than these shares of the picture are not asked for. */
export interface Shares {
  readonly least: number;
  readonly most: number;
}
const ordinary: Shares = { least: 0.004, most: 0.8 };

/**
 * The pictures of a tar that holds `NAME.jpg` followed by `NAME.K.png` (16-bit label maps, 0 unlabelled), with at
 * most `most` regions each of the first map, spread over its labels.
 */
export async function* labelledPictures(
  file: string,
  most: number,
  shares = ordinary,
): AsyncGenerator<LabelledPicture> {
  let picture: { name: string; bytes: Buffer } | null = null;
  for (const { bytes, name } of tarEntries(readFileSync(file))) {
    if (name.endsWith('.jpg')) picture = { name: name.slice(0, -4), bytes };
    if (!picture || name !== `${picture.name}.0.png`) continue;
    const { data, info } = await sharp(bytes)
      .toColourspace('grey16')
      .raw({ depth: 'ushort' })
      .toBuffer({ resolveWithObject: true });
    const labels = new Uint16Array(data.buffer, data.byteOffset, info.width * info.height * info.channels);
    const [source] = picture.name.split('-');
    const regions = regionsOf(labels, info.width, info.height, info.channels, most, shares);
    yield { source, picture: picture.bytes, width: info.width, height: info.height, regions };
  }
}

function regionsOf(
  labels: Uint16Array,
  width: number,
  height: number,
  channels: number,
  most: number,
  shares: Shares,
): Mask[] {
  const areas = new Map<number, number>();
  for (let i = 0; i < labels.length; i += channels) areas.set(labels[i], (areas.get(labels[i]) ?? 0) + 1);
  const fitting = [...areas]
    .filter(
      ([label, area]) =>
        label !== 0 && area / (width * height) > shares.least && area / (width * height) < shares.most,
    )
    .map(([label]) => label)
    .sort((a, b) => a - b);
  const every = Math.max(1, fitting.length / most);
  const chosen = Array.from(
    { length: Math.min(most, fitting.length) },
    (_, i) => fitting[Math.floor(i * every)],
  );
  return chosen.map((label) => ({
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_, i) => (labels[i * channels] === label ? 1 : 0)),
  }));
}
