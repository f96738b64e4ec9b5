import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
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
const SHARES = { least: 0.004, most: 0.8 };
/** Its maps are not annotators: garments, then whole people. Garments are asked for. */
const PEOPLE = 'ccp';

/**
 * The pictures of a tar that holds `NAME.jpg` followed by `NAME.K.png` (16-bit label map K, 0 unlabelled), with at
 * most `most` regions each, the very ones that models/train/evaluate.py asks for: the map that the name's CRC-32
 * points at, its regions in the order of the CRC-32 of `NAME.VALUE`.
 */
export async function* labelledPictures(
  file: string,
  most: number,
  shares = SHARES,
): AsyncGenerator<LabelledPicture> {
  let name = '';
  let picture: Buffer | null = null;
  let maps: Buffer[] = [];
  for (const entry of [...tarEntries(readFileSync(file)), null]) {
    if (entry?.name.endsWith('.png')) {
      maps.push(entry.bytes);
      continue;
    }
    if (picture && maps.length > 0) yield await labelledPicture(name, picture, maps, most, shares);
    if (!entry) return;
    [name, picture, maps] = [entry.name.replace(/\.[^.]+$/, ''), entry.bytes, []];
  }
}

async function labelledPicture(
  name: string,
  picture: Buffer,
  maps: readonly Buffer[],
  most: number,
  shares: typeof SHARES,
): Promise<LabelledPicture> {
  const [source] = name.split('-');
  const { data, info } = await sharp(maps[source === PEOPLE ? 0 : crc32(name) % maps.length])
    .toColourspace('grey16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const { channels, height, width } = info;
  const all = new Uint16Array(data.buffer, data.byteOffset, width * height * channels);
  const labels = Uint16Array.from({ length: width * height }, (_, i) => all[i * channels]);
  const areas = new Map<number, number>();
  for (const label of labels) areas.set(label, (areas.get(label) ?? 0) + 1);
  const asked = [...areas]
    .filter(([label, area]) => {
      const share = area / labels.length;
      return label !== 0 && share > shares.least && share < shares.most;
    })
    .map(([label]) => ({ label, order: crc32(`${name}.${label}`) }))
    .sort((a, b) => a.order - b.order)
    .slice(0, most);
  const regions = asked.map(({ label }) => ({
    width,
    height,
    data: Uint8Array.from(labels, (value) => (value === label ? 1 : 0)),
  }));
  return { source, picture, width, height, regions };
}
