import type { Box } from '@maskroom/shared/geometry/polygon';
import { useEffect, useLayoutEffect } from 'react';
import type { Stage } from '../../canvas/stage.ts';
import { clampScale, type Size, type Viewport, visibleBox } from '../../canvas/viewport.ts';
import { mayLead } from '../state/permissions.ts';
import type { WorkspaceSession } from '../state/session.ts';
import { useView } from '../state/sessionContext.ts';

/** Whatever the person does by themselves ends the following, */
const ENDS = ['pointerdown', 'wheel', 'keydown'] as const;
/** but a key held down for another, or pressed to go to another window. */
const modifiers: readonly string[] = ['Alt', 'Control', 'Meta', 'Shift'];

function isOwnAct(event: Event): boolean {
  if (event instanceof KeyboardEvent && modifiers.includes(event.key)) return false;
  const onTheNote = event.target instanceof Element && event.target.closest('[data-follow-note]');
  return !onTheNote || (event instanceof KeyboardEvent && event.key === 'Escape');
}
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

/** Says where this person looks, and looks where the one looks whom they follow; see {@link useGoingAlong} for other pictures. */
export function useFollowing(session: WorkspaceSession, stage: Stage | null): void {
  const { presence, role, view } = session;
  const goesAlong = mayLead(role);
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

  // From the moment that the note says so, whatever they do ends it.
  useLayoutEffect(() => {
    if (!stage || following === null) return;
    const end = () => view.setState({ following: null });
    const endByHand = (event: Event) => {
      if (isOwnAct(event)) end();
    };
    let wasHere = false;
    const look = () => {
      const { others } = presence.others.getState();
      const tabs = others.filter((other) => other.presence.user.id === following);
      const seen = tabs.find((other) => other.presence.view)?.presence.view;
      if (seen) stage.setViewport(viewportOf(seen, stage.size));
      if (tabs.length === 0 && wasHere && !goesAlong) end();
      wasHere ||= tabs.length > 0;
    };
    look();
    const stop = presence.others.subscribe(look);
    for (const event of ENDS) window.addEventListener(event, endByHand, { capture: true, passive: true });
    return () => {
      stop();
      for (const event of ENDS) window.removeEventListener(event, endByHand, { capture: true });
    };
  }, [stage, presence, view, following, goesAlong]);
}
