import { rm } from 'node:fs/promises';
import { Problem } from '@maskroom/shared/base/problem';
import type { ValueRange } from '@maskroom/shared/base/valueWindow';
import {
  type DecodeLimits,
  displayFormat,
  type PictureHeader,
  readHeader,
  writeDisplay,
  writeThumbnail,
} from './decoder.ts';
import { writeDeepDisplay } from './deepGrey.ts';
import type { PictureFiles } from './pictureFiles.ts';
import type { ReceivedFile } from './receiveFile.ts';

/** JPEG cannot say more, and models and codecs count on it. */
const MAX_SIDE = 65_535;

/**
 * Decodes a received file once, whole, and puts original, served copy and thumbnail in their places. Gives the
 * upright size, and the range of values of grey with 16 bits. @throws Problem `picture-unsupported`, `picture-too-large`, `picture-broken`
 */
export async function preparePicture(
  temporary: string,
  received: ReceivedFile,
  files: PictureFiles,
  limits: DecodeLimits,
): Promise<{ width: number; height: number; range: ValueRange | null }> {
  const { isDeepGrey } = await checkHeader(temporary, received, limits);
  const paths = files.pathsOf(received.sha256, received.kind);
  const [display, thumbnail] = [await files.newTemporary(), await files.newTemporary()];
  try {
    const format = displayFormat(received.kind);
    const prepared = isDeepGrey
      ? await writeDeepDisplay(temporary, display, limits).catch(asBroken)
      : { ...(await writeDisplay(temporary, format, display, limits).catch(asBroken)), range: null };
    await writeThumbnail(display, thumbnail, limits).catch(asBroken);
    await files.settle(temporary, paths.original);
    await files.settle(display, paths.display);
    await files.settle(thumbnail, paths.thumbnail);
    return prepared;
  } finally {
    await Promise.all([display, thumbnail].map((path) => rm(path, { force: true })));
  }
}

async function checkHeader(
  path: string,
  { kind }: ReceivedFile,
  limits: DecodeLimits,
): Promise<PictureHeader> {
  const header = await readHeader(path).catch(asBroken);
  if (header.kind !== kind) throw new Problem('picture-unsupported');
  if (kind === 'webp' && header.pages > 1)
    throw new Problem('picture-unsupported', 'Animated pictures are not taken; save one frame.');
  const megapixels = Math.floor(limits.maxPixels / 1_000_000);
  if (header.width * header.height > limits.maxPixels)
    throw new Problem('picture-too-large', `The picture has more than ${megapixels} million pixels.`);
  if (Math.max(header.width, header.height) > MAX_SIDE)
    throw new Problem('picture-too-large', `A side of the picture is longer than ${MAX_SIDE} pixels.`);
  return header;
}

/** The decoder's words name files and libraries; whoever sent the picture needs neither. */
function asBroken(cause: unknown): never {
  const text = cause instanceof Error ? cause.message : '';
  if (/timeout/i.test(text)) throw new Problem('picture-too-large', 'The picture takes too long to read.');
  if (/ENOSPC|no space/i.test(text)) throw new Problem('unavailable', 'The server has no room for pictures.');
  throw new Problem('picture-broken');
}
