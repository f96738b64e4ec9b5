import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { useState } from 'react';
import { pictureUrl, thumbnailUrl, tileUrl } from '../connection/api.ts';
import { t } from '../ui/language/language.ts';
import { ringsPath } from '../ui/OutlinedPicture.tsx';
import { type Crop, viewBoxOf } from './cropBox.ts';
import { cropTiles, type PlacedTile } from './cropTiles.ts';
import styles from './PictureCrop.module.css';
import type { QueueItem } from './queueState.ts';

interface PictureCropProps {
  readonly item: QueueItem;
  readonly crop: Crop;
  readonly color: string;
  readonly outlined?: boolean;
  /** An outline that is no more, dashed over the other. */
  readonly earlier?: Polygon | null;
  readonly pixelated?: boolean;
  /** The whole picture's pixels rather than the small copy's. */
  readonly sharp?: boolean;
}

/** A part of a picture with the shape's outline where it lies. The small copy shows until the picture is there. */
export function PictureCrop({
  item,
  crop,
  color,
  outlined = true,
  earlier,
  pixelated,
  sharp,
}: PictureCropProps) {
  const [loaded, setLoaded] = useState(false);
  const path = ringsPath(item.polygon);
  const past = earlier && ringsPath(earlier);
  const style = pixelated ? { imageRendering: 'pixelated' as const } : undefined;
  const size = { width: item.width, height: item.height, preserveAspectRatio: 'none', style } as const;
  return (
    <svg
      className={styles.crop}
      viewBox={viewBoxOf(crop)}
      role="img"
      aria-label={t('queue.in', { label: item.label, picture: item.fileName })}
    >
      {!(sharp && loaded) && <image {...size} href={thumbnailUrl(item.imageId)} />}
      {sharp && !item.tiles && (
        <image {...size} href={pictureUrl(item.imageId)} onLoad={() => setLoaded(true)} />
      )}
      {sharp && item.tiles && (
        <CropTiles imageId={item.imageId} tiles={cropTiles({ ...item, tiles: item.tiles }, crop)} />
      )}
      {outlined && (
        <g fillRule="evenodd">
          <path d={path} className={styles.halo} />
          <path d={path} className={styles.rim} />
          <path d={path} className={styles.outline} fill={color} stroke={color} />
        </g>
      )}
      {past && (
        <g data-testid="earlier">
          <path d={past} className={styles.under} />
          <path d={past} className={styles.earlier} />
        </g>
      )}
    </svg>
  );
}

interface CropTilesProps {
  readonly imageId: string;
  readonly tiles: readonly PlacedTile[];
}

/** What of a large picture is in the crop, over the small copy, which stays where a tile is late. */
function CropTiles({ imageId, tiles }: CropTilesProps) {
  return tiles.map(({ place, box: [x, y, right, bottom] }) => (
    <image
      key={tileUrl(imageId, place)}
      x={x}
      y={y}
      width={right - x}
      height={bottom - y}
      preserveAspectRatio="none"
      href={tileUrl(imageId, place)}
    />
  ));
}
