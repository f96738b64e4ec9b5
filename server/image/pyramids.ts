import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { limitConcurrency } from '@maskroom/shared/base/limitConcurrency';
import { Problem } from '@maskroom/shared/base/problem';
import { gridOf } from '@maskroom/shared/geometry/tilePyramid';
import type { Log } from '../log/log.ts';
import { displayFormat } from './decoder.ts';
import type { Image } from './image.ts';
import type { PictureFiles } from './pictureFiles.ts';
import { pyramidOf } from './tiled.ts';
import { writeTiles } from './writeTiles.ts';

/** A picture whose tiles could not be made is not tried again sooner, however often it is asked for. */
const RETRY_MS = 30_000;

/** Which tile of a picture's pyramid. */
export interface TilePlace {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/**
 * Tile pyramids of large pictures, made once, in the background or when first asked for, and kept beside the picture.
 * Whole or not there: they are written elsewhere and moved into place.
 */
export function createPyramids(files: PictureFiles, maxPixels: number, log?: Pick<Log, 'error'>) {
  // Each decodes a large picture. What somebody waits for has a line of its own, ahead of what is made for later.
  const [now, ahead] = [1, 1].map((running) => limitConcurrency({ running, waiting: 10_000 }));
  const asked = new Map<string, Promise<void>>();
  const making = new Map<string, Promise<void>>();
  let closed = false;

  const folderOf = ({ kind, range, sha256 }: Image): string => {
    const { deepTiles, tiles } = files.pathsOf(sha256, kind);
    return range ? deepTiles : tiles;
  };

  async function make(image: Image): Promise<void> {
    const { display, original } = files.pathsOf(image.sha256, image.kind);
    const tiles = folderOf(image);
    if (closed || (await isThere(tiles))) return;
    const [source, format] = image.range
      ? ([original, 'deep png'] as const)
      : ([display, displayFormat(image.kind)] as const);
    const temporary = await files.newTemporary();
    await writeTiles(source, format, temporary, maxPixels, (folder) => files.settleFolder(folder, tiles));
  }

  /** One at a time for each picture, whoever asks. */
  function makeOnce(image: Image): Promise<void> {
    const under = making.get(image.sha256);
    if (under) return under;
    const made = make(image).finally(() => making.delete(image.sha256));
    making.set(image.sha256, made);
    return made;
  }

  const failed = (cause: unknown, imageId: string): void => {
    if (!closed) log?.error({ err: cause, imageId }, 'the tiles of a picture could not be made');
  };

  return {
    /** Nothing more is begun. What is under way leaves nothing half. */
    close(): void {
      closed = true;
    },

    /** Makes the tiles of a large picture when nothing more urgent is to be made. Never rejects. */
    async prepare(image: Image): Promise<void> {
      if (!pyramidOf(image)) return;
      await ahead(() => makeOnce(image)).catch((cause) => failed(cause, image.id));
    },

    /** Its path; null while the tiles are being made. @throws Problem `not-found` */
    async tile(image: Image, { column, level, row }: TilePlace): Promise<string | null> {
      const pyramid = pyramidOf(image);
      if (!pyramid || level >= pyramid.levels) throw new Problem('not-found');
      const grid = gridOf(image, pyramid, level);
      if (column >= grid.width || row >= grid.height) throw new Problem('not-found');
      const tiles = folderOf(image);
      if (!(await isThere(tiles))) {
        want(image);
        return null;
      }
      return join(tiles, String(level), `${column}_${row}.${tileExtension(image)}`);
    },
  };

  function want(image: Image): void {
    if (asked.has(image.sha256)) return;
    const made = now(() => makeOnce(image)).catch((cause: unknown) => {
      failed(cause, image.id);
      return new Promise<void>((resolve) => setTimeout(resolve, RETRY_MS).unref());
    });
    asked.set(
      image.sha256,
      made.finally(() => asked.delete(image.sha256)),
    );
  }
}

export type Pyramids = ReturnType<typeof createPyramids>;

const tileExtension = ({ kind }: Image): string => (displayFormat(kind) === 'jpeg' ? 'jpeg' : 'png');

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
