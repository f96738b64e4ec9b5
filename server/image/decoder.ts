import type { Box } from '@maskroom/shared/geometry/polygon';
import sharp, { type Sharp } from 'sharp';
import type { PictureKind } from './pictureKind.ts';

// Only what sniffing lets through has a loader at all: no SVG, PDF, GIF, HEIF or ImageMagick format can be
// reached, whatever a file claims to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadTiff'],
});
// Pictures are read once and then served from disk; operations kept for reuse would only hold memory and files.
sharp.cache(false);

export interface DecodeLimits {
  readonly maxPixels: number;
  readonly timeoutMs: number;
}

/**
 * Opens a file whose first bytes were sniffed. Reads it once from top to bottom, stops at the first damage
 * (a header that promises more than there is counts), and gives up after `timeoutMs`.
 */
export const openPicture = (
  path: string,
  limits: DecodeLimits,
  failOn: 'error' | 'warning' = 'error',
): Sharp =>
  sharp(path, { failOn, limitInputPixels: limits.maxPixels, sequentialRead: true }).timeout({
    seconds: Math.ceil(limits.timeoutMs / 1_000),
  });

export interface PictureHeader {
  readonly kind: string | undefined;
  readonly width: number;
  readonly height: number;
  readonly pages: number;
  /** One channel of 16 bits: measured values rather than something to look at. */
  readonly isDeepGrey: boolean;
}

/** What the header says, before a pixel is decoded. */
export async function readHeader(path: string): Promise<PictureHeader> {
  const header = sharp(path, { limitInputPixels: false });
  const { channels, format, height, pageHeight, pages = 1, space, width } = await header.metadata();
  const isDeepGrey = space === 'grey16' && channels === 1;
  return { kind: format, width, height: pageHeight ?? height, pages, isDeepGrey };
}

/** Pixels without a loss stay without one; photographs stay small. */
export const displayFormat = (kind: PictureKind): 'jpeg' | 'png' =>
  kind === 'png' || kind === 'tiff' ? 'png' : 'jpeg';

/** What libjpeg says, as a warning, of a picture whose last rows are not there. */
const LOST_ROWS = /premature end of data segment/i;

/**
 * The picture as everybody sees it, unless it is of deep grey (see deepGrey.ts): turned upright (EXIF orientation), sRGB with 8 bits, alpha on white, no
 * metadata (no place, no camera, nothing hidden), full size. Of a TIFF with several pages the first. Rejects
 * when any part of the picture cannot be read.
 */
export async function writeDisplay(
  source: string,
  format: 'jpeg' | 'png',
  path: string,
  limits: DecodeLimits,
): Promise<{ width: number; height: number }> {
  const picture = openPicture(source, limits);
  let suspicious = false;
  picture.on('warning', (text: string) => {
    suspicious ||= LOST_ROWS.test(text);
  });
  const upright = picture.autoOrient().flatten({ background: '#ffffff' }).toColourspace('srgb');
  const encoded =
    format === 'jpeg'
      ? upright.jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
      : upright.png({ compressionLevel: 6 });
  const { height, width } = await encoded.toFile(path);
  // Warnings do not say which of the pictures in decoding they are about: ask this one again, strictly.
  if (suspicious) await openPicture(source, limits, 'warning').resize(64).raw().toBuffer();
  return { width, height };
}

const THUMBNAIL_PX = 320;

/** A WebP whose longer side is 320 px, never enlarged. `display` is a file of {@link writeDisplay}. */
export async function writeThumbnail(display: string, path: string, limits: DecodeLimits): Promise<void> {
  await openPicture(display, limits)
    .resize(THUMBNAIL_PX, THUMBNAIL_PX, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toFile(path);
}

/**
 * RGB bytes, row-major, height × width × 3, of a file of {@link writeDisplay}, or of a region of it in whole pixels,
 * resized to exactly the size asked for with an antialiased triangle filter: what models of the SAM family were
 * trained on. Pixels beside the region play no part.
 */
export async function readPixels(
  display: string,
  { height, width }: { width: number; height: number },
  limits: DecodeLimits,
  region?: Box,
): Promise<Uint8Array> {
  const picture = openPicture(display, limits);
  if (region) {
    const [left, top, right, bottom] = region;
    picture.extract({ left, top, width: right - left, height: bottom - top });
  }
  const pixels = await picture
    .resize(width, height, { fit: 'fill', kernel: 'linear', fastShrinkOnLoad: false })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (pixels.info.channels !== 3) throw new Error(`a served copy has ${pixels.info.channels} channels`);
  return new Uint8Array(pixels.data.buffer, pixels.data.byteOffset, pixels.data.length);
}
