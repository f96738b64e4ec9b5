import { polygonContains } from '@maskroom/shared/geometry/contains';
import type { Box } from '@maskroom/shared/geometry/polygon';
import { deepestLevel, type Proposal } from '../../assist/proposals.ts';
import type { Stage } from '../../canvas/stage.ts';
import { visibleBox } from '../../canvas/viewport.ts';
import type { NewShape } from '../../document/editor.ts';
import type { ToolContext, ToolShape } from '../../tool/tool.ts';
import { t } from '../../ui/language/language.ts';
import { applyChange, packShape } from '../objects/applyChange.ts';
import { lockedReason, withoutLocked } from '../objects/locks.ts';
import type { WorkspaceSession } from '../state/session.ts';
import { createFlight, drawnSoFar } from './flight.ts';

/** Drawn while a project has no label at all. */
const UNLABELLED = '#8c8c8c';

/** An automatic mask as a shape of the document: the very bytes that the server made of it. */
export const proposedShape = (
  { geometry, predictedIou, stabilityScore }: Proposal,
  label: string,
): NewShape => ({
  label,
  geometry,
  source: 'model',
  predictedIou,
  stabilityScore,
});

/** What tools may see and do here; `stage` is asked for anew, because it comes and goes with its element. */
export function createToolContext(session: WorkspaceSession, stage: () => Stage | null): ToolContext {
  const { assist, editor, everything, hand, image, labelOf, notes, presence, selection, shapes } = session;
  const flight = createFlight(presence);

  const shape = (id: string): ToolShape | null => {
    const found = shapes.getState().byId.get(id);
    return found ? { id, polygon: found.polygon, locked: lockedReason(session, id) } : null;
  };
  /** What the stage shows, where the model is to look at that only. */
  const inSight = (): Box | undefined => {
    const at = stage();
    if (!at || !hand.getState().region) return undefined;
    const [xmin, ymin, xmax, ymax] = visibleBox(at.viewport, at.size);
    return xmin < image.width && ymin < image.height && xmax > 0 && ymax > 0
      ? [xmin, ymin, xmax, ymax]
      : undefined;
  };
  /** The label for a new shape; says what is missing when there is none. */
  const labelInHand = (): string | null => {
    const { labelId } = hand.getState();
    if (labelId === null) notes.say({ title: t('labels.noneProject'), description: t('labels.addFirst') });
    return labelId;
  };

  return {
    imageSize: { width: image.width, height: image.height },
    labelColor(id) {
      const shown = id === undefined ? hand.getState().labelId : shapes.getState().byId.get(id)?.label;
      return labelOf(shown ?? '')?.color ?? UNLABELLED;
    },

    shapeAt(point) {
      const id = stage()?.hitTest(point) ?? null;
      return id === null ? null : shape(id);
    },
    shape,
    shapesWithin: (box) =>
      stage()
        ?.shapesWithin(box)
        .flatMap(({ id }) => shape(id) ?? []) ?? [],
    selection: () => selection.store.getState().selected,
    select: selection.select,
    hover: selection.hover,

    prompt: () => assist.store.getState().prompt,
    setPrompt: (prompt, options) => assist.setPrompt(prompt, { ...options, region: inSight() }),
    clearPrompt: assist.clear,
    refining: () => assist.store.getState().refining,
    stopRefining: () => assist.refine(null),
    isNextObject(point) {
      const shown = assist.accepted();
      const { autoAccept } = hand.getState();
      const { busy, refining } = assist.store.getState();
      return (
        autoAccept && refining === null && !busy && shown !== null && !polygonContains(shown.polygon, point)
      );
    },
    acceptCandidate() {
      const candidate = assist.accepted();
      const { refining } = assist.store.getState();
      if (candidate && refining !== null) {
        const [open] = withoutLocked(session, [refining]);
        if (open) editor.reshape(open, candidate.geometry);
        assist.refine(null);
        return true;
      }
      const label = candidate && labelInHand();
      if (!candidate || !label) return false;
      const { geometry, predictedIou, stabilityScore } = candidate;
      // A regression head may say a little more than 1; the document takes a share.
      editor.add({
        label,
        geometry,
        source: 'model',
        predictedIou: Math.min(1, Math.max(0, predictedIou)),
        stabilityScore,
      });
      assist.clear();
      return true;
    },
    cycleCandidate: assist.cycle,

    hoverProposal: everything.hoverAt,
    acceptProposal() {
      const { hovered, shown } = everything.store.getState();
      const proposal = shown.find(({ id }) => id === hovered);
      const label = proposal && labelInHand();
      if (!proposal || !label) return false;
      editor.add(proposedShape(proposal, label));
      return true;
    },
    stepProposalLevel(step) {
      const { level, proposals } = everything.store.getState();
      if (proposals.size === 0) return false;
      const levels = deepestLevel(proposals) + 1;
      everything.filter({ level: (level + step + levels) % levels });
      return true;
    },
    dismissProposals() {
      const { status } = everything.store.getState();
      if (status === 'idle') return false;
      if (status === 'running') everything.cancel();
      else everything.dismiss();
      return true;
    },

    brushRadius: () => hand.getState().brushPx / 2,
    snaps: () => hand.getState().snap,

    addShape(polygon, source) {
      const label = labelInHand();
      const geometry = label && packShape(session, polygon);
      return label && geometry ? editor.add({ label, geometry, source, predictedIou: null }) : null;
    },
    change: (change) => applyChange(session, change),
    deleteShapes(ids) {
      const open = withoutLocked(session, ids);
      if (open.length > 0) editor.remove(open);
    },

    showEdits(edits) {
      stage()?.updateOverlay({ edits });
      flight.show(edits.flatMap(({ polygon }) => polygon));
    },
    overlay(patch) {
      stage()?.updateOverlay(patch);
      const drawn = drawnSoFar(patch);
      if (drawn !== undefined) flight.show(drawn);
    },
    setCursor: (cursor) => hand.setState({ cursor }),
    panBy: (dx, dy) => stage()?.panBy(dx, dy),
    notify: (message) => notes.say({ title: message }),
    after(ms, action) {
      const timer = setTimeout(action, ms);
      return () => clearTimeout(timer);
    },
  };
}
