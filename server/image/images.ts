import { limitConcurrency } from '@maskroom/shared/base/limitConcurrency';
import { createListeners } from '@maskroom/shared/base/listeners';
import { Problem } from '@maskroom/shared/base/problem';
import type { Box } from '@maskroom/shared/geometry/polygon';
import type { Image as DescribedImage } from '@maskroom/shared/protocol/http';
import type { Log } from '../log/log.ts';
import type { Database } from '../store/database.ts';
import { findImage, listFollowing } from '../store/imageStore.ts';
import { countInstancesOf } from '../store/instanceStore.ts';
import { workOfImage } from '../store/submissionStore.ts';
import { tagsOfImage } from '../store/tagStore.ts';
import { listPassed } from '../store/truthStore.ts';
import { displayFormat, readPixels } from './decoder.ts';
import { describeImages } from './describeImages.ts';
import { describeImage, type Image, imageOf } from './image.ts';
import { createIngest } from './ingest.ts';
import { createPictureFiles } from './pictureFiles.ts';
import { createPyramids, type TilePlace } from './pyramids.ts';
import { isSeenBy, type Viewer } from './sight.ts';

export type { Image } from './image.ts';

export type { Ingested } from './ingest.ts';

export interface PictureLimits {
  readonly maxMegapixels: number;
  /** For decoding one picture. */
  readonly timeoutMs?: number;
  /** Told of what fails when nobody waits for it. */
  readonly log?: Pick<Log, 'error'>;
}

/** A file to serve as it is, with exactly this type. */
export interface ServedFile {
  /** Absolute. */
  readonly path: string;
  readonly contentType: string;
}

/** Every pixel, row-major, height × width × 3. */
export interface RgbPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Two pictures at once: each may be held whole (64 MP are 192 MB). The others wait in line. */
const DECODERS = { running: 2, waiting: 1_000 };

/** The pictures of all projects: takes them in, and gives them out upright, in sRGB and without metadata. */
export function createImages(
  db: Database,
  folder: string,
  { log, maxMegapixels, timeoutMs = 60_000 }: PictureLimits,
) {
  const files = createPictureFiles(folder);
  const limits = { maxPixels: maxMegapixels * 1_000_000, timeoutMs };
  const decoding = limitConcurrency(DECODERS);
  // Its own line: whoever waits for a mask does not wait for somebody's upload of a thousand pictures.
  const reading = limitConcurrency(DECODERS);

  const pyramids = createPyramids(files, limits.maxPixels, log);

  const taken = createListeners<[image: Image]>();
  const prepare = (image: Image): Promise<void> => {
    taken.tell(image);
    return pyramids.prepare(image);
  };

  const get = async (imageId: string): Promise<Image | null> => {
    const row = await findImage(db, imageId);
    return row ? imageOf(row) : null;
  };
  const stored = async (imageId: string) => {
    const image = await get(imageId);
    if (!image) throw new Problem('not-found');
    return { image, paths: files.pathsOf(image.sha256, image.kind) };
  };

  return {
    ingest: createIngest({ db, files, limits, decoding, prepare }),
    /** Told of every new picture once it is stored. */
    onTaken: taken.add,
    get,

    /** With its state and counts. */
    async describe(imageId: string): Promise<DescribedImage | null> {
      const image = await get(imageId);
      if (!image) return null;
      const [counts, work] = [await countInstancesOf(db, imageId), await workOfImage(db, imageId)];
      const passed = image.twin?.userId ? await listPassed(db, image.projectId, image.twin.userId) : null;
      const tags = await tagsOfImage(db, imageId);
      return describeImage(image, { counts, work, tags, hasPassed: passed?.has(imageId) });
    },

    /** As {@link describeImages}. */
    list: (projectId: string, seenBy?: string): Promise<DescribedImage[]> =>
      describeImages(db, projectId, seenBy),

    /** Those behind an image in its project's order as this person sees it, at most so many. */
    following: async (of: { imageId: string; userId: string }, most: number): Promise<Image[]> =>
      (await listFollowing(db, of, most)).map(imageOf),

    isSeenBy: (image: Image, viewer: Viewer): Promise<boolean> => isSeenBy(db, image, viewer),

    /** The picture to look at, full size. @throws Problem `not-found` */
    async file(imageId: string): Promise<ServedFile> {
      const { image, paths } = await stored(imageId);
      return { path: paths.display, contentType: `image/${displayFormat(image.kind)}` };
    },

    /** @throws Problem `not-found` */
    async thumbnail(imageId: string): Promise<ServedFile> {
      return { path: (await stored(imageId)).paths.thumbnail, contentType: 'image/webp' };
    },

    /** One tile of a picture that has them; null while they are being made. @throws Problem `not-found` */
    async tile(image: Image, place: TilePlace): Promise<ServedFile | null> {
      const path = await pyramids.tile(image, place);
      return path === null ? null : { path, contentType: `image/${displayFormat(image.kind)}` };
    },

    /**
     * The picture for a model, or a region of it in whole pixels, resized to exactly this size.
     * @throws Problem `not-found`
     */
    async readRgb(
      imageId: string,
      size: { width: number; height: number },
      region?: Box,
    ): Promise<RgbPixels> {
      const { paths } = await stored(imageId);
      return { ...size, data: await reading(() => readPixels(paths.display, size, limits, region)) };
    },

    /** Once, at start: takes away what an earlier run left unfinished. */
    sweep: (): Promise<void> => files.sweep(),

    /** Nothing more is made ahead of need. */
    close: pyramids.close,
  };
}

export type Images = ReturnType<typeof createImages>;
