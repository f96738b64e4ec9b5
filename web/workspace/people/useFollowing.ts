import type { Box } from '@maskroom/shared/geometry/polygon';
import { useEffect } from 'react';
import type { Stage } from '../../canvas/stage.ts';
import { clampScale, type Size, type Viewport, visibleBox } from '../../canvas/viewport.ts';
import type { WorkspaceSession } from '../state/session.ts';
import { useView } from '../state/sessionContext.ts';

/** Whatever the person does by themselves ends the following. */
const ENDS = ['pointerdown', 'wheel', 'keydown'] as const;
/** What a person says of where they look is as precise as this. */
const DIGITS = 1;

/** The viewport that shows the whole of a box in the middle of a stage. */
export function viewportOf([xmin, ymin, xmax, ymax]: Box, stage: Size): Viewport {
  const scale = clampScale(
    Math.min(stage.width / Math.max(1e-3, xmax - xmin), stage.height / Math.max(1e-3, ymax - ymin)),
  );
  return {
    scale,
    x: stage.width / 2 - ((xmin + xmax) / 2) * scale,
    y: stage.height / 2 - ((ymin + ymax) / 2) * scale,
  };
}

/** Says where this person looks, and looks where the one looks whom they follow. */
export function useFollowing(session: WorkspaceSession, stage: Stage | null): void {
  const { presence, view } = session;
  const following = useView((state) => state.following);

  useEffect(() => {
    if (!stage) return;
    const tell = () => {
      // Two who follow each other would zoom out for ever.
      if (view.getState().following !== null) return;
      const [xmin, ymin, xmax, ymax] = visibleBox(stage.viewport, stage.size).map((value) =>
        Number(value.toFixed(DIGITS)),
      );
      if (stage.size.width > 0) presence.publish({ view: [xmin, ymin, xmax, ymax] });
    };
    tell();
    return stage.onViewport(tell);
  }, [stage, presence, view]);

  useEffect(() => {
    if (!stage || following === null) return;
    const end = () => view.setState({ following: null });
    const look = () => {
      const { others } = presence.others.getState();
      const followed = others.find((other) => other.presence.user.id === following && other.presence.view);
      if (followed?.presence.view) stage.setViewport(viewportOf(followed.presence.view, stage.size));
      else if (!others.some((other) => other.presence.user.id === following)) end();
    };
    look();
    const stop = presence.others.subscribe(look);
    for (const event of ENDS) window.addEventListener(event, end, { capture: true, passive: true });
    return () => {
      stop();
      for (const event of ENDS) window.removeEventListener(event, end, { capture: true });
    };
  }, [stage, presence, view, following]);
}
