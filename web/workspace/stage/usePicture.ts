import type { Image as PictureOfProject } from '@maskroom/shared/protocol/http';
import { useEffect, useState } from 'react';
import type { PictureSource } from '../../canvas/stagePicture.ts';
import { getTile, pictureUrl } from '../../connection/api.ts';
import type { Look } from '../state/lookStore.ts';
import { openDeepPicture, openTiledPicture } from './tiledPicture.ts';

export interface Picture {
  /** Null until there is something to show. */
  readonly source: PictureSource;
  /** The last try did not bring it; the next is on its way. */
  readonly failed: boolean;
}

const waiting: Picture = { source: null, failed: false };
/** A server that restarts is back within a few seconds. */
const RETRY_MS = 3_000;

type Shown = Pick<PictureOfProject, 'id' | 'width' | 'height' | 'tiles' | 'range'>;

/** Shows a picture, then fetches the next one (of a large one its smallest tile) so that going on is instant. */
export function usePicture(image: Shown, next: Shown | undefined, look: Look): Picture {
  const [picture, setPicture] = useState(waiting);
  const { height, id, range, tiles, width } = image;
  const [nextId, nextIsTiled] = [next?.id, next?.tiles !== null];

  useEffect(() => {
    setPicture(waiting);
    const fetchNext = (): void => {
      if (nextId !== undefined) prefetch(nextId, nextIsTiled);
    };
    if (!tiles)
      return loadWhole(id, (shown) => {
        setPicture(shown);
        if (shown.source) fetchNext();
      });
    const failing = (failed: boolean): void =>
      setPicture((before) => (before.failed === failed ? before : { ...before, failed }));
    const size = { width, height, pyramid: tiles };
    const opened = range
      ? openDeepPicture(id, size, { look, range }, failing)
      : openTiledPicture(id, size, failing);
    setPicture({ source: opened.picture, failed: false });
    fetchNext();
    return opened.close;
  }, [id, width, height, tiles, range, look, nextId, nextIsTiled]);
  return picture;
}

function prefetch(imageId: string, isTiled: boolean): void {
  if (isTiled) getTile(imageId, { level: 0, column: 0, row: 0 }).catch(() => undefined);
  else new Image().src = pictureUrl(imageId);
}

/** Fetches and decodes a picture off the main thread, until it is there; gives back how to stop. */
function loadWhole(imageId: string, show: (picture: Picture) => void): () => void {
  let gone = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  async function load(): Promise<void> {
    const source = new Image();
    source.src = pictureUrl(imageId);
    const isThere = await source.decode().then(
      () => true,
      () => false,
    );
    if (gone) return;
    show({ source: isThere ? source : null, failed: !isThere });
    if (!isThere) retry = setTimeout(() => void load(), RETRY_MS);
  }
  void load();
  return () => {
    gone = true;
    clearTimeout(retry);
  };
}
