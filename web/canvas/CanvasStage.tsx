'use client';

import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { t } from '../ui/language/language.ts';
import { KeyboardInput } from './keyboardInput.ts';
import { PointerInput } from './pointerInput.ts';
import type { ShapeMarks, StageShape } from './scene.ts';
import { Stage } from './stage.ts';
import type { PictureSource } from './stagePicture.ts';
import type { StagePointer } from './stagePointer.ts';

export interface CanvasStageProps {
  /** Says what the picture is, for instance "street.jpg, 12 objects". */
  readonly label: string;
  readonly image: {
    readonly source: PictureSource;
    readonly width: number;
    readonly height: number;
  };
  readonly shapes: readonly StageShape[];
  readonly marks: ShapeMarks;
  /** How opaque the fill of shapes is, 0..1. */
  readonly fill?: number;
  /** CSS cursor of the tool in hand. */
  readonly cursor: string;
  /** The stage, once it is mounted; null when it goes. For overlays, zoom commands and hit tests. */
  readonly onStage: (stage: Stage | null) => void;
  /** Every pointer that is not panning or pinching. A keyboard cursor's Enter comes as a click too. */
  readonly onPointer: (event: StagePointer) => void;
  /** Floats above the canvases, for instance candidate chips; what takes pointers carries `data-floating`. */
  readonly children?: ReactNode;
}

/** The stage as a focusable element; fills its nearest positioned ancestor. */
export function CanvasStage({
  label,
  image,
  shapes,
  marks,
  fill,
  cursor,
  onStage,
  onPointer,
  children,
}: CanvasStageProps): ReactNode {
  const root = useRef<HTMLDivElement>(null);
  const [stage, setStage] = useState<Stage | null>(null);
  const announce = useEffectEvent(onStage);
  const point = useEffectEvent(onPointer);

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const made = new Stage();
    made.mount(element);
    const send = (event: StagePointer): void => point(event);
    const pointers = new PointerInput(element, made, send);
    const keys = new KeyboardInput(element, made, pointers, send);
    setStage(made);
    announce(made);
    return () => {
      announce(null);
      keys.destroy();
      pointers.destroy();
      made.destroy();
    };
  }, []);

  const { source, width, height } = image;
  useEffect(() => stage?.setImage(source, { width, height }), [stage, source, width, height]);
  useEffect(() => stage?.setShapes(shapes), [stage, shapes]);
  useEffect(() => stage?.setMarks(marks), [stage, marks]);
  useEffect(() => {
    if (fill !== undefined) stage?.setFill(fill);
  }, [stage, fill]);

  return (
    <div
      ref={root}
      role="application"
      aria-label={label}
      aria-roledescription={t('stage.role')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys: arrows move its cursor
      tabIndex={0}
      data-stage=""
      className="stage"
      style={{
        position: 'absolute',
        inset: 0,
        touchAction: 'none',
        userSelect: 'none',
        outlineOffset: -2,
        cursor: `var(--stage-cursor, ${cursor})`,
      }}
    >
      {children}
    </div>
  );
}
