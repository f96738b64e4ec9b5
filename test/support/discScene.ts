import { fileURLToPath } from 'node:url';
import type { Rgb, Size } from '@maskroom/server/inference/imageFrame.ts';
import { decodeGeometry, type Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { type Mask, maskIou } from '@maskroom/shared/mask/mask';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import sharp from 'sharp';

export const builtinModel = fileURLToPath(new URL('../../models/builtin', import.meta.url));

export interface Disc {
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
}

/** Raw RGB of a bright disc on textured, darker ground. */
export function discPixels({ width, height }: Size, { cx, cy, radius }: Disc): Buffer {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const grain = (Math.imul(x * 374_761 + y * 668_265, 2_654_435_761) >>> 27) - 16;
      const bright = Math.hypot(x + 0.5 - cx, y + 0.5 - cy) <= radius;
      const [r, g, b] = bright ? [228, 205, 160] : [58 + grain, 88 + grain, 52 + grain];
      data.set([r, g, b], (y * width + x) * 3);
    }
  }
  return data;
}

/** The picture as it comes from the image side: resized by sharp to exactly `size`. */
export async function resizedRgb(pixels: Buffer, image: Size, size: Size): Promise<Rgb> {
  const data = await sharp(pixels, { raw: { ...image, channels: 3 } })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'linear' })
    .removeAlpha()
    .raw()
    .toBuffer();
  return { ...size, data };
}

export function discMask({ width, height }: Size, { cx, cy, radius }: Disc): Mask {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      data[y * width + x] = Math.hypot(x + 0.5 - cx, y + 0.5 - cy) <= radius ? 1 : 0;
  }
  return { width, height, data };
}

export function polygonOf(geometry: Geometry): Polygon {
  const polygon = decodeGeometry(geometry);
  if (!polygon.ok) throw new Error(polygon.error);
  return polygon.value;
}

export const iouWithDisc = (geometry: Geometry, image: Size, disc: Disc): number =>
  maskIou(rasterizePolygon(polygonOf(geometry), image.width, image.height), discMask(image, disc));
