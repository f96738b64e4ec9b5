import type { Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Box, Point, Polygon } from '@maskroom/shared/geometry/polygon';
import type { Prompt } from '@maskroom/shared/prompt/prompt';

export type ShapeState = 'undecided' | 'accepted' | 'rejected';

/** One committed shape as the stage draws it, in drawing order (last on top). */
export interface StageShape {
  readonly id: string;
  /** Its identity (not its content) is the key of the cached path: hand over the same bytes for the same shape. */
  readonly geometry: Geometry;
  readonly polygon: Polygon;
  /** `#rrggbb`, the label's. */
  readonly color: string;
  readonly labelName: string;
  readonly state: ShapeState;
  /** The model's guess of the IoU, 0..1: an undecided shape of low confidence has a thicker outline. */
  readonly confidence: number | null;
}

/** What is pointed at and chosen; drawn above the shapes, so a hover never redraws them all. */
export interface ShapeMarks {
  readonly hovered: string | null;
  readonly selected: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
  /** Pointers pass through these. */
  readonly locked: ReadonlySet<string>;
  /** Soft locks: what others have selected, by shape id. */
  readonly heldByOthers: ReadonlyMap<string, Person>;
}

/** Somebody else, with their own colour (`#rrggbb`, from presenceColors). */
export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly color: string;
}

/** The candidate in flight; `hover` is the ghost under a resting pointer, before any click. */
export interface OwnMask {
  readonly polygon: Polygon;
  readonly color: string;
  readonly hover: boolean;
}

export interface OthersMask extends Person {
  readonly polygon: Polygon;
}

export interface OthersCursor extends Person {
  readonly point: Point;
}

/** Vertices put down so far by hand; `pointer` is where the next would go, `closing` when it is on the first. */
export interface Draft {
  readonly vertices: readonly Point[];
  readonly pointer: Point | null;
  readonly closing: boolean;
  readonly color: string;
  /** Which of the vertices are drawn as dots, where the others were traced; all of them by default. */
  readonly dots?: readonly Point[];
}

/** A shape that is spanned in one drag, for instance an ellipse. */
export interface Sketch {
  readonly polygon: Polygon;
  /** `#rrggbb`, the label's. */
  readonly color: string;
}

/** A brush on its way: the shapes it changes look as they will when it is lifted. */
export interface Stroke {
  readonly path: readonly Point[];
  /** Image px. */
  readonly radius: number;
  readonly color: string;
  readonly erases: boolean;
  /** The shapes that it grows or cuts from; none for a new shape. */
  readonly ids: readonly string[];
}

/** Where a brush would touch the picture. */
export interface BrushTip {
  readonly point: Point;
  /** Image px. */
  readonly radius: number;
  readonly erases: boolean;
}

/** A committed shape while it is being dragged; it is drawn instead of the committed one. */
export interface ShapeEdit {
  readonly id: string;
  readonly polygon: Polygon;
}

/** Names one vertex of a polygon, or with `midpoint` the middle of the edge that begins there. */
export interface HandleRef {
  readonly part: number;
  readonly ring: number;
  readonly vertex: number;
  readonly midpoint: boolean;
  /** The place on that edge; its middle by default. */
  readonly at?: Point;
}

/** Present while vertices can be taken hold of: those of the only selected shape, if it is not accepted. */
export interface Handles {
  /** The handle under the pointer. */
  readonly active: HandleRef | null;
  /** Vertices that move and go together. */
  readonly chosen?: readonly Omit<HandleRef, 'midpoint' | 'at'>[];
}

/** Automatic masks on offer, largest first. */
export interface StageProposals {
  readonly shapes: readonly {
    readonly id: number;
    readonly geometry: Geometry;
    readonly polygon: Polygon;
  }[];
  readonly hovered: number | null;
  /** `#rrggbb` of the label that the hovered one would get. */
  readonly color: string;
}

/** The part of the picture that is looked at more closely. */
export interface StageRegion {
  /** Px of the picture. */
  readonly box: Box;
  /** Prompts are answered from it. */
  readonly isReady: boolean;
  readonly words: string;
}

/** Everything on the live layer. Each field is replaced as a whole. */
export interface LiveOverlay {
  readonly region: StageRegion | null;
  readonly proposals: StageProposals | null;
  readonly mask: OwnMask | null;
  /** Points and box of the prompt in flight. */
  readonly prompt: Prompt | null;
  /** A box while it is being dragged; `color` null for a prompt's box. */
  readonly box: { readonly box: Box; readonly color: string | null } | null;
  readonly draft: Draft | null;
  readonly sketch: Sketch | null;
  readonly stroke: Stroke | null;
  readonly brush: BrushTip | null;
  /** A line that is about to cut. */
  readonly blade: readonly Point[] | null;
  /** A place on another shape that holds what is dragged. */
  readonly snapped: Point | null;
  readonly edits: readonly ShapeEdit[];
  /** An outline that is no more, to compare with; handles step back meanwhile. */
  readonly earlier: Polygon | null;
  readonly handles: Handles | null;
  readonly othersMasks: readonly OthersMask[];
  readonly othersCursors: readonly OthersCursor[];
}

export const emptyMarks: ShapeMarks = {
  hovered: null,
  selected: new Set(),
  hidden: new Set(),
  locked: new Set(),
  heldByOthers: new Map(),
};

export const emptyOverlay: LiveOverlay = {
  region: null,
  proposals: null,
  mask: null,
  prompt: null,
  box: null,
  draft: null,
  sketch: null,
  stroke: null,
  brush: null,
  blade: null,
  snapped: null,
  edits: [],
  earlier: null,
  handles: null,
  othersMasks: [],
  othersCursors: [],
};
