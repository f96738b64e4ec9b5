import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { displayFormat } from './decoder.ts';
import type { PictureKind } from './pictureKind.ts';

/** What an upload leaves behind when the server dies in its midst is nobody's after this long. */
const ABANDONED_MS = 60 * 60 * 1_000;

/** Where the files of a picture lie: named by the content of the original, so never by a client. */
export interface PicturePaths {
  readonly original: string;
  readonly display: string;
  readonly thumbnail: string;
  /** A folder; only large pictures have one. */
  readonly tiles: string;
  /** A folder, of the values of grey with 16 bits. */
  readonly deepTiles: string;
}

export interface PictureFiles {
  pathsOf(sha256: string, kind: PictureKind): PicturePaths;
  /** A path for a file in the making, on the same disk. */
  newTemporary(): Promise<string>;
  /** Puts a finished file in its place: whole and on the disk, or not at all. */
  settle(temporary: string, path: string): Promise<void>;
  /** The same for a folder of files. */
  settleFolder(temporary: string, path: string): Promise<void>;
  /** Takes away what earlier uploads left unfinished. */
  sweep(): Promise<void>;
}

export function createPictureFiles(folder: string): PictureFiles {
  const unfinished = join(folder, 'unfinished');
  return {
    pathsOf(sha256, kind) {
      const original = join(folder, sha256.slice(0, 2), sha256);
      const display = `${original}.display.${displayFormat(kind) === 'jpeg' ? 'jpg' : 'png'}`;
      return {
        original,
        display,
        thumbnail: `${original}.thumbnail.webp`,
        tiles: `${original}.tiles`,
        deepTiles: `${original}.tiles16`,
      };
    },
    async newTemporary() {
      await mkdir(unfinished, { recursive: true });
      return join(unfinished, randomUUID());
    },
    async settle(temporary, path) {
      await mkdir(dirname(path), { recursive: true });
      await sync(temporary);
      await rename(temporary, path);
      await sync(dirname(path));
    },
    async settleFolder(temporary, path) {
      for (const entry of await readdir(temporary, { recursive: true, withFileTypes: true }))
        await sync(join(entry.parentPath, entry.name));
      await sync(temporary);
      await mkdir(dirname(path), { recursive: true });
      await rename(temporary, path);
      await sync(dirname(path));
    },
    async sweep() {
      const names = await readdir(unfinished).catch(() => []);
      for (const name of names) {
        const path = join(unfinished, name);
        const age = Date.now() - (await stat(path)).mtimeMs;
        if (age > ABANDONED_MS) await rm(path, { recursive: true, force: true });
      }
    },
  };
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
