import type { Point } from '@maskroom/shared/geometry/polygon';
import { type KeyboardEvent, type PointerEvent, useCallback, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { lookAt, type Sight, sightOf } from '../../canvas/sight.ts';
import type { Stage } from '../../canvas/stage.ts';
import { thumbnailUrl } from '../../connection/api.ts';
import { t } from '../../ui/language/language.ts';
import { percent } from '../../ui/quantity.ts';
import { useWorkbench } from '../state/sessionContext.ts';
import styles from './Minimap.module.css';

/** The map helps when less than this of the picture is in sight. */
const SHOWN_BELOW = 0.25;
/** The map's longer side. CSS px. */
const SIDE_PX = 168;
/** A narrower stage is needed for the picture and its bar. CSS px. */
const LEAST_STAGE_PX = 760;
/** An arrow moves by this share of what is in sight; with Shift by all of it. */
const STEP = 0.25;

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const middleOf = ({ height, left, top, width }: Sight): Point => [left + width / 2, top + height / 2];

/** Where the part in sight lies in the picture; a press, a drag or an arrow moves it. */
export function Minimap({ stage }: { readonly stage: Stage }) {
  const { image, look } = useWorkbench();
  const wanted = useStore(look, (state) => state.minimap);
  const viewport = useSyncExternalStore(
    useCallback((listener: () => void) => stage.onViewport(listener), [stage]),
    () => stage.viewport,
  );
  const sight = sightOf(viewport, stage.size, image);
  const share = sight.width * sight.height;
  if (!wanted || share >= SHOWN_BELOW || stage.size.width < LEAST_STAGE_PX) return null;

  const move = (to: Point): void => stage.setViewport(lookAt(to, stage.viewport, stage.size, image));
  const point = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    move([(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]);
  };
  const step = (event: KeyboardEvent<HTMLElement>): void => {
    const arrow = arrows[event.code];
    if (!arrow) return;
    event.preventDefault();
    event.stopPropagation();
    const [x, y] = middleOf(sight);
    const far = event.shiftKey ? 1 : STEP;
    move([x + arrow[0] * far * sight.width, y + arrow[1] * far * sight.height]);
  };
  const longer = Math.max(image.width, image.height);
  return (
    <div
      role="application"
      aria-label={t('minimap.label', { share: percent(share) })}
      aria-roledescription={t('minimap.role')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys: arrows move what is in sight
      tabIndex={0}
      className={styles.map}
      style={{
        width: (SIDE_PX * image.width) / longer,
        height: (SIDE_PX * image.height) / longer,
        backgroundImage: `url("${thumbnailUrl(image.id)}")`,
      }}
      data-floating
      data-testid="minimap"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) point(event);
      }}
      onKeyDown={step}
    >
      <span
        className={styles.sight}
        style={{
          left: percentOf(sight.left),
          top: percentOf(sight.top),
          width: percentOf(sight.width),
          height: percentOf(sight.height),
        }}
      />
    </div>
  );
}

const percentOf = (share: number): string => `${share * 100}%`;
