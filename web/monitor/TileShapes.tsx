import type { Project } from '@maskroom/shared/protocol/http';
import { memo, useMemo } from 'react';
import { thumbnailUrl } from '../connection/api.ts';
import { number } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import { OutlinedPicture } from '../ui/OutlinedPicture.tsx';
import styles from './TileShapes.module.css';
import type { TilePicture } from './tilePicture.ts';

interface TileShapesProps {
  readonly imageId: string;
  readonly picture: TilePicture | undefined;
  readonly labels: Project['labels'];
}

const nothing: TilePicture = { width: 1, height: 1, total: 0, shapes: [] };

/** A picture with the objects that were drawn last, and of how many they are. Tiles tick every second; this does not. */
export const TileShapes = memo(function TileShapes({ imageId, picture = nothing, labels }: TileShapesProps) {
  const { height, shapes, total, width } = picture;
  const outlines = useMemo(() => {
    const colors = new Map(labels.map((label) => [label.id, label.color]));
    return shapes.map(({ id, labelId, polygon }) => ({
      id,
      polygon,
      color: colors.get(labelId) ?? '#8c8c8c',
    }));
  }, [shapes, labels]);
  return (
    <OutlinedPicture src={thumbnailUrl(imageId)} alt="" width={width} height={height} outlines={outlines}>
      {total > shapes.length && (
        <span className={styles.newest}>
          {t('live.newest', { n: number(shapes.length), total: number(total) })}
        </span>
      )}
    </OutlinedPicture>
  );
});
