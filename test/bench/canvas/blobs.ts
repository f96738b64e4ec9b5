import type { Point } from '@maskroom/shared/geometry/polygon';
import sharp from 'sharp';

export const VERTICES = 40;
export const picture = { width: 4_000, height: 3_000 } as const;

/** So many uneven round shapes of {@link VERTICES} vertices, spread over the picture; neighbours overlap a little. */
export function blobs(count: number): Point[][] {
  const columns = Math.ceil(Math.sqrt((count * picture.width) / picture.height));
  const rows = Math.ceil(count / columns);
  const [dx, dy] = [picture.width / columns, picture.height / rows];
  const random = seeded(count);
  return Array.from({ length: count }, (_, i) => {
    const centre = [((i % columns) + 0.5) * dx, (Math.floor(i / columns) + 0.5) * dy];
    const [wide, high] = [dx * (0.35 + 0.2 * random()), dy * (0.35 + 0.2 * random())];
    return Array.from({ length: VERTICES }, (_, v): Point => {
      const angle = (v / VERTICES) * 2 * Math.PI;
      const reach = 0.85 + 0.3 * random();
      const x = centre[0] + wide * reach * Math.cos(angle);
      const y = centre[1] + high * reach * Math.sin(angle);
      return [inside(x, picture.width), inside(y, picture.height)];
    });
  });
}

/** Sixteenths of a pixel, as documents keep them: everybody draws the very same shapes. */
const inside = (value: number, size: number): number =>
  Math.round(Math.min(size, Math.max(0, value)) * 16) / 16;

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Soft patches of colour, as a photo would have; JPEG. */
export function pictureBytes(): Promise<Buffer> {
  const side = 24;
  const random = seeded(7);
  const data = Buffer.from(Array.from({ length: side * side * 3 }, () => 60 + 120 * random()));
  return sharp(data, { raw: { width: side, height: side, channels: 3 } })
    .resize({ ...picture, fit: 'fill', kernel: 'cubic' })
    .jpeg({ quality: 85 })
    .toBuffer();
}
