import type { InstanceSource } from '@maskroom/shared/annotation/instance';
import type { Box, Point, Polygon } from '@maskroom/shared/geometry/polygon';
import type { ToolName } from '@maskroom/shared/presence/presence';
import type { Prompt } from '@maskroom/shared/prompt/prompt';
import type { LiveOverlay, ShapeEdit } from '../canvas/scene.ts';
import type { StagePointer } from '../canvas/stagePointer.ts';
import type { Size } from '../canvas/viewport.ts';
import type { Deed } from '../document/deeds.ts';

/** The keys that tools answer; the workspace hands them on from the key table. */
export type ToolCommand =
  | 'accept'
  | 'cancel'
  | 'removeLast'
  | 'delete'
  | 'candidateNext'
  | 'candidatePrevious';

/** A tool in a hand. It is told of pointers and commands, and acts only through its {@link ToolContext}. */
export interface Tool {
  readonly name: ToolName;
  /** The name of the state it is in, for tests and for the curious. */
  readonly state: string;
  pointer(event: StagePointer): void;
  /** Says whether the command meant something now; if not, the workspace may give it its wider meaning. */
  command(command: ToolCommand): boolean;
  /** Put down: timers stop, nothing stays in flight. The prompt is cleared, nothing is saved. */
  putDown(): void;
}

/** A committed shape as tools see it. */
export interface ToolShape {
  readonly id: string;
  readonly polygon: Polygon;
  /** Why it may not be edited, as a sentence for the person ("Accepted shapes are locked …"), or null. */
  readonly locked: string | null;
}

/** Edits of several shapes that are one step of the history. */
export interface ShapeChange {
  /** What was done, as the step is called: "cut", "merged". */
  readonly verb: Deed;
  readonly reshaped?: readonly ShapeEdit[];
  readonly removed?: readonly string[];
  /** New shapes, each taking after the one that it comes `from`. */
  readonly added?: readonly { readonly polygon: Polygon; readonly from: string }[];
}

/** The part of the live layer that tools draw. */
export type ToolOverlay = Pick<
  LiveOverlay,
  'box' | 'draft' | 'handles' | 'sketch' | 'stroke' | 'brush' | 'blade' | 'snapped'
>;

/** All that a tool may see and do. */
export interface ToolContext {
  readonly imageSize: Size;
  /** `#rrggbb` of a shape's label; without one, of the label in hand. */
  labelColor(id?: string): string;

  /** The topmost visible shape under a point; a hole lets through to what lies under it. */
  shapeAt(point: Point): ToolShape | null;
  shape(id: string): ToolShape | null;
  /** Visible shapes whose bounds touch the box, the topmost last. */
  shapesWithin(box: Box): readonly ToolShape[];
  selection(): readonly string[];
  select(ids: readonly string[]): void;
  hover(id: string | null): void;

  /** The prompt in flight without hover previews; no points and no box when there is none. */
  prompt(): Prompt;
  /**
   * Asks the model; the newest wins. A hover prompt is a preview only: it is not part of {@link prompt}. One on `hold` is
   * asked when Ctrl is let go.
   */
  setPrompt(prompt: Prompt, options?: { readonly hover?: boolean; readonly hold?: boolean }): void;
  /** Forgets the prompt, the preview and the candidates. */
  clearPrompt(): void;
  /** The instance that clicks better at the moment, null: they make a new one. */
  refining(): string | null;
  /** Leaves the instance as it is. */
  stopRefining(): void;
  /** Whether a click there is meant for another object: masks are kept by themselves, and the one shown lies elsewhere. */
  isNextObject(point: Point): boolean;
  /** Takes the candidate shown, as a shape or in place of the refined one, and clears the prompt; false when there is none. */
  acceptCandidate(): boolean;
  /** Shows the next (1) or the previous (-1) candidate; false when there is only one or none. */
  cycleCandidate(step: 1 | -1): boolean;

  /** Marks the automatic mask under the point, if there is one. */
  hoverProposal(point: Point | null): void;
  /** Takes the automatic mask that is marked as a shape; false when there is none. */
  acceptProposal(): boolean;
  /** Shows finer (1) or coarser (-1) automatic masks; false when there are none. */
  stepProposalLevel(step: 1 | -1): boolean;
  /** Stops the search, or forgets what it found; false when there is nothing. */
  dismissProposals(): boolean;

  /** Half the brush's width. Image px. */
  brushRadius(): number;
  /** Whether what is dragged holds on to other shapes, and takes along the borders it shares with them. */
  snaps(): boolean;

  /** The new shape's id; null when there is no label for it, or it has too many vertices. */
  addShape(polygon: Polygon, source: InstanceSource): string | null;
  /** Writes what may be written as one step; returns the ids of new shapes, null when nothing was written. */
  change(change: ShapeChange): readonly string[] | null;
  deleteShapes(ids: readonly string[]): void;

  /** Shapes in flight while they are dragged, shown here and to others; none when it is over. */
  showEdits(edits: readonly ShapeEdit[]): void;
  overlay(patch: Partial<ToolOverlay>): void;
  /** A CSS cursor for the stage. */
  setCursor(cursor: string): void;
  /** CSS px. */
  panBy(dx: number, dy: number): void;
  /** Says something to the person in passing. */
  notify(message: string): void;
  /** Runs `action` once after `ms`, unless the returned function is called before. */
  after(ms: number, action: () => void): () => void;
}

export type CreateTool = (context: ToolContext) => Tool;
