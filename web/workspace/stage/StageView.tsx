import type { Image } from '@maskroom/shared/protocol/http';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { CanvasStage } from '../../canvas/CanvasStage.tsx';
import type { Stage } from '../../canvas/stage.ts';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { t } from '../../ui/language/language.ts';
import { CommentPins } from '../comments/CommentPins.tsx';
import { draftComment } from '../comments/drafts.ts';
import { AssistBar } from '../hand/AssistBar.tsx';
import { AssistWords } from '../hand/AssistWords.tsx';
import { EverythingPanel } from '../hand/EverythingPanel.tsx';
import { PlacedChips } from '../hand/PlacedChips.tsx';
import type { ToolInHand } from '../hand/toolInHand.ts';
import { ObjectWords } from '../objects/ObjectWords.tsx';
import { VertexSlider } from '../objects/VertexSlider.tsx';
import { FollowNote } from '../people/FollowNote.tsx';
import { useFollowing } from '../people/useFollowing.ts';
import { EarlierOutline } from '../review/LastDecision.tsx';
import { useHand, useShapes, useView, useWorkbench } from '../state/sessionContext.ts';
import { LookPanel } from './LookPanel.tsx';
import { bindLiveOverlay } from './liveOverlay.ts';
import { Minimap } from './Minimap.tsx';
import { PictureLook } from './PictureLook.tsx';
import { PreparingNote } from './PreparingNote.tsx';
import { createStageShapes } from './stageShapes.ts';
import { useMarks } from './useMarks.ts';
import { usePicture } from './usePicture.ts';

interface StageViewProps {
  readonly stage: RefObject<Stage | null>;
  readonly tool: ToolInHand | null;
  readonly next: Image | undefined;
}

/** The picture with everything on it. */
export function StageView({ stage, tool, next }: StageViewProps) {
  const workbench = useWorkbench();
  const { image, labelOf, view } = workbench;
  const picture = usePicture(image, next, workbench.look);
  const [mounted, setMounted] = useState<Stage | null>(null);
  const negative = useRef(false);

  const shapes = useShapes((state) => state.shapes);
  const decisions = useShapes((state) => state.decisions);
  const colouring = useStore(workbench.look, (state) => state.colouring);
  const fill = useStore(workbench.look, (state) => state.fill);
  const toStageShapes = useMemo(() => createStageShapes(labelOf, colouring), [labelOf, colouring]);
  const stageShapes = useMemo(() => toStageShapes(shapes, decisions), [toStageShapes, shapes, decisions]);
  const cursor = useHand((state) => state.cursor);

  const marks = useMarks();
  const placing = useView((state) => state.placing);
  /** A comment goes where the pointer goes up, so that the tool in hand never sees half a click. */
  const place = ({ phase, point: [x, y] }: StagePointer) => {
    const isInside = x >= 0 && y >= 0 && x <= image.width && y <= image.height;
    if (phase !== 'up' || !isInside) return;
    view.setState({ placing: false });
    draftComment(view, image.id, { place: { kind: 'point', point: [x, y] } });
  };

  const onStage = useCallback(
    (next: Stage | null) => {
      stage.current = next;
      setMounted(next);
    },
    [stage],
  );
  useFollowing(workbench, mounted);
  useEffect(() => (mounted ? bindLiveOverlay(mounted, workbench) : undefined), [mounted, workbench]);

  return (
    <CanvasStage
      label={t('stage.label', { picture: image.fileName, n: shapes.length })}
      image={{
        source: picture.source,
        width: image.width,
        height: image.height,
      }}
      shapes={stageShapes}
      marks={marks}
      fill={fill}
      cursor={placing ? 'crosshair' : cursor}
      onStage={onStage}
      onPointer={(event) => {
        if (placing) place(event);
        else tool?.pointer(negative.current ? { ...event, alt: true } : event);
      }}
    >
      <PictureLook />
      {mounted && <CommentPins stage={mounted} />}
      {mounted && <PlacedChips stage={mounted} />}
      <AssistBar negative={negative} />
      {mounted && <VertexSlider stage={mounted} />}
      {mounted && <EarlierOutline stage={mounted} />}
      <EverythingPanel />
      <LookPanel />
      {mounted && <Minimap stage={mounted} />}
      <FollowNote />
      <PreparingNote pictureFailed={picture.failed} isTiled={image.tiles !== null} />
      <AssistWords />
      <ObjectWords />
    </CanvasStage>
  );
}
