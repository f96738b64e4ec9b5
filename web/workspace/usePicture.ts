import { useEffect, useState } from 'react';
import { pictureUrl } from '../connection/api.ts';

export type Picture =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly source: HTMLImageElement }
  | { readonly state: 'failed' };

/** Fetches and decodes a picture off the main thread, then the next one so that going on is instant. */
export function usePicture(imageId: string, nextId: string | undefined): Picture {
  const [picture, setPicture] = useState<Picture>({ state: 'loading' });
  useEffect(() => {
    let gone = false;
    const source = new Image();
    source.src = pictureUrl(imageId);
    setPicture({ state: 'loading' });
    source.decode().then(
      () => {
        if (gone) return;
        setPicture({ state: 'ready', source });
        if (nextId) new Image().src = pictureUrl(nextId);
      },
      () => gone || setPicture({ state: 'failed' }),
    );
    return () => {
      gone = true;
    };
  }, [imageId, nextId]);
  return picture;
}
