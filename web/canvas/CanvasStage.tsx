import type { ReactNode } from 'react';
import type { ShapeMarks, StageShape } from './scene.ts';
import type { Stage } from './stage.ts';
import type { StagePointer } from './stagePointer.ts';

export interface CanvasStageProps {
  /** Says what the picture is, for instance "street.jpg, 12 objects". */
  readonly label: string;
  readonly image: {
    readonly source: CanvasImageSource | null;
    readonly width: number;
    readonly height: number;
  };
  readonly shapes: readonly StageShape[];
  readonly marks: ShapeMarks;
  /** CSS cursor of the tool in hand. */
  readonly cursor: string;
  /** The stage, once it is mounted; null when it goes. For overlays, zoom commands and hit tests. */
  readonly onStage: (stage: Stage | null) => void;
  /** Every pointer that is not panning or pinching. A keyboard cursor's Enter comes as a click too. */
  readonly onPointer: (event: StagePointer) => void;
  /** Floats above the canvases, for instance candidate chips. */
  readonly children?: ReactNode;
}

export declare function CanvasStage(props: CanvasStageProps): ReactNode;
