import type { Box } from '@maskroom/shared/geometry/polygon';
import type { OthersCursor } from '../../canvas/scene.ts';
import type { Stage } from '../../canvas/stage.ts';
import { createFlightReader } from '../../presence/othersFlights.ts';
import { t } from '../../ui/language/language.ts';
import { percent } from '../../ui/quantity.ts';
import type { WorkspaceSession } from '../state/session.ts';
import { personOf } from './stageShapes.ts';

/** Carries what is in flight from the stores to the stage without going through React. Returns the way to stop. */
export function bindLiveOverlay(stage: Stage, session: WorkspaceSession): () => void {
  const { assist, everything, hand, image, imageSession, labelOf, othersMasks, presence, shapes, view } =
    session;

  const showMask = () => {
    const { candidates, index, hover, prompt, refining } = assist.store.getState();
    const refined = refining === null ? undefined : shapes.getState().byId.get(refining);
    const candidate = candidates[index];
    const color = labelOf(refined?.label ?? hand.getState().labelId ?? '')?.color ?? '#8c8c8c';
    stage.updateOverlay({
      mask: candidate ? { polygon: candidate.polygon, color, hover } : null,
      prompt: prompt.points.length > 0 || prompt.box ? prompt : null,
    });
  };
  const showView = () => {
    const { scale } = stage.viewport;
    const { width, height } = stage.size;
    const share = Math.max(width, height) / scale / Math.max(image.width, image.height);
    view.setState({ scale, share });
  };
  const showProposals = () => {
    const { hovered, shown } = everything.store.getState();
    const { labelId, tool } = hand.getState();
    const color = labelOf(labelId ?? '')?.color ?? '#8c8c8c';
    stage.updateOverlay({ proposals: tool === 'everything' ? { shapes: shown, hovered, color } : null });
  };
  /** Where the last mask was looked for: it stays prepared until one is looked for elsewhere. */
  let looked: Box | null = null;
  const showRegion = () => {
    const { region: isOn, tool } = hand.getState();
    const { candidates, region } = assist.store.getState();
    const { box, fraction } = imageSession.region.getState();
    if (candidates.length > 0 || !isOn) looked = isOn ? region : null;
    const shown = fraction === null ? looked : box;
    const words =
      fraction === null ? t('status.region') : t('status.regionShare', { share: percent(fraction) });
    const isShown = isOn && tool === 'smart' && shown !== null;
    stage.updateOverlay({ region: isShown ? { box: shown, isReady: fraction === null, words } : null });
  };
  const readFlights = createFlightReader();
  const showOthersMasks = () => {
    const flights = readFlights(presence.others.getState().others);
    stage.updateOverlay({ othersMasks: [...othersMasks.getState().masks, ...flights] });
  };
  const showCursors = () => {
    const cursors: OthersCursor[] = [];
    for (const other of presence.others.getState().others) {
      const point = other.presence.cursor;
      if (point) cursors.push({ ...personOf(other), point });
    }
    stage.updateOverlay({ othersCursors: cursors });
  };

  const stops = [
    assist.store.subscribe(showMask),
    hand.subscribe(showMask),
    assist.store.subscribe(showRegion),
    hand.subscribe(showRegion),
    imageSession.region.subscribe(showRegion),
    everything.store.subscribe(showProposals),
    hand.subscribe(showProposals),
    othersMasks.subscribe(showOthersMasks),
    presence.others.subscribe(showCursors),
    presence.others.subscribe(showOthersMasks),
    stage.onViewport(showView),
  ];
  for (const show of [showView, showMask, showRegion, showProposals, showOthersMasks, showCursors]) show();
  return () => {
    for (const stop of stops) stop();
  };
}
