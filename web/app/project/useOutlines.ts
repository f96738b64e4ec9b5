import type { Image, Project } from '@maskroom/shared/protocol/http';
import { useEffect, useState } from 'react';
import { listInstances } from '../../connection/api.ts';
import type { Outline } from '../../ui/OutlinedPicture.tsx';
import { createLane } from './lane.ts';

/** Shapes are an ornament of the grid: a few requests at once, so that pictures come first. */
const lane = createLane(3);
/** A wheel that spins past a tile asks for nothing. */
const REST_MS = 150;
const none: readonly Outline[] = [];

/** The shapes of a picture, in their labels' colours; none until they are there, again when their number changed. */
export function useOutlines(image: Image, labels: Project['labels']): readonly Outline[] {
  const [outlines, setOutlines] = useState(none);
  const { id } = image;
  const { instances, accepted, rejected } = image.counts;
  const version = `${instances}/${accepted}/${rejected}`;
  const palette = labels.map((label) => label.id + label.color).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` and `palette` say that there is something new
  useEffect(() => {
    if (instances === 0) return setOutlines(none);
    let gone = false;
    const wait = setTimeout(() => {
      void lane(async () => {
        if (gone) return;
        const list = await listInstances(id).catch(() => []);
        if (gone) return;
        const colors = new Map(labels.map((label) => [label.id, label.color]));
        const shown = list.filter((instance) => instance.decision !== 'rejected');
        setOutlines(
          shown.map(({ id: key, polygon, labelId }) => ({
            id: key,
            polygon,
            color: colors.get(labelId) ?? '#8c8c8c',
          })),
        );
      });
    }, REST_MS);
    return () => {
      gone = true;
      clearTimeout(wait);
    };
  }, [id, instances, version, palette]);
  return outlines;
}
