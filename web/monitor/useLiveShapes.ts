import type { Project } from '@maskroom/shared/protocol/http';
import { useEffect, useState } from 'react';
import { getImage, listInstances } from '../connection/api.ts';
import type { Outline } from '../ui/OutlinedPicture.tsx';

interface LiveShapes {
  readonly width: number;
  readonly height: number;
  readonly outlines: readonly Outline[];
}

/** Several objects that come together are fetched together. */
const GATHER_MS = 400;
const nothing: LiveShapes = { width: 1, height: 1, outlines: [] };

/** The shapes of a picture, fetched again when the stream says that there is one more (`objects`). */
export function useLiveShapes(imageId: string, objects: number, labels: Project['labels']): LiveShapes {
  const [shapes, setShapes] = useState(nothing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `objects` says that there is something new to fetch
  useEffect(() => {
    let gone = false;
    const wait = setTimeout(() => {
      void Promise.all([getImage(imageId), listInstances(imageId)])
        .then(([{ width, height }, instances]) => {
          if (gone) return;
          const colors = new Map(labels.map((label) => [label.id, label.color]));
          const outlines = instances.map(({ id, polygon, labelId }) => ({
            id,
            polygon,
            color: colors.get(labelId) ?? '#8c8c8c',
          }));
          setShapes({ width, height, outlines });
        })
        // The picture stays without its shapes; the next object asks again.
        .catch(() => undefined);
    }, GATHER_MS);
    return () => {
      gone = true;
      clearTimeout(wait);
    };
  }, [imageId, objects, labels]);
  return shapes;
}
