import { useEffect, useState } from 'react';
import { pictureUrl } from '../connection/api.ts';

export interface Picture {
  /** Null until it is decoded. */
  readonly source: HTMLImageElement | null;
  /** The last try did not bring it; the next is on its way. */
  readonly failed: boolean;
}

const waiting: Picture = { source: null, failed: false };
/** A server that restarts is back within a few seconds. */
const RETRY_MS = 3_000;

/** Fetches and decodes a picture off the main thread, then the next one so that going on is instant. */
export function usePicture(imageId: string, nextId: string | undefined): Picture {
  const [picture, setPicture] = useState(waiting);
  useEffect(() => {
    let gone = false;
    let retry: ReturnType<typeof setTimeout> | undefined;
    setPicture(waiting);

    async function load(): Promise<void> {
      const source = new Image();
      source.src = pictureUrl(imageId);
      const isThere = await source.decode().then(
        () => true,
        () => false,
      );
      if (gone) return;
      setPicture({ source: isThere ? source : null, failed: !isThere });
      if (!isThere) retry = setTimeout(() => void load(), RETRY_MS);
      else if (nextId) new Image().src = pictureUrl(nextId);
    }
    void load();
    return () => {
      gone = true;
      clearTimeout(retry);
    };
  }, [imageId, nextId]);
  return picture;
}
