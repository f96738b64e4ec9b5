import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import { createStore, type StoreApi } from 'zustand/vanilla';

export type PanelTab = 'objects' | 'review' | 'comments';

/** Where a comment that is being written will be pinned; `picture`: nowhere in particular. */
export type CommentPlace =
  | { readonly kind: 'picture' }
  | { readonly kind: 'point'; readonly point: Point }
  | { readonly kind: 'instance'; readonly instanceId: string };

/** A comment that is being written. */
export interface CommentDraft {
  /** Null for an answer, which goes where its thread is. */
  readonly place: CommentPlace | null;
  readonly text: string;
}

/** What is open on the screen and where it looks. */
export interface ViewState {
  readonly panelOpen: boolean;
  readonly tab: PanelTab;
  readonly keysOpen: boolean;
  readonly historyOpen: boolean;
  readonly paletteOpen: boolean;
  readonly lookOpen: boolean;
  /** Whose part of the picture is shown here too; null: one’s own. */
  readonly following: string | null;
  /** The step of the tour that is shown, from 0; null: none. */
  readonly tourStep: number | null;
  /** The list of what keeps the picture from being submitted. */
  readonly missingOpen: boolean;
  /** The job that the picture is about to be left out of, while the reason is asked for. */
  readonly skipping: string | null;
  /** What the server refused is looked through. */
  readonly keptOpen: boolean;
  /** The instance that is about to be rejected, while its reason is asked for. */
  readonly rejecting: string | null;
  /** The outline under review as it was when it was last decided on; null where it is the same still. */
  readonly earlier: Polygon | null;
  /** That is laid over the outline as it is. */
  readonly comparing: boolean;
  /** The next click on the picture says where a comment goes. */
  readonly placing: boolean;
  /** What is being written, by the picture’s id, or the thread’s that it answers: it outlives its box and the picture. */
  readonly drafts: ReadonlyMap<string, CommentDraft>;
  /** A tag for the picture is being written. */
  readonly tagging: boolean;
  /** The thread that is looked at. */
  readonly thread: string | null;
  /** The instance whose vertices are thinned out, while a number of them is looked for. */
  readonly thinning: string | null;
  /** Image px under the pointer, null when it is off the picture. */
  readonly pointer: Point | null;
  /** CSS px per image px. */
  readonly scale: number;
  /** The longer side of what is in sight against the picture's. */
  readonly share: number;
}

export type View = StoreApi<ViewState>;

/** Below this the panel is a sheet over the picture, and starts closed. Kept equal to the style sheets'. */
export const NARROW_PX = 720;

export const createView = (): View =>
  createStore<ViewState>(() => ({
    panelOpen: window.innerWidth > NARROW_PX,
    tab: 'objects',
    keysOpen: false,
    historyOpen: false,
    paletteOpen: false,
    lookOpen: false,
    following: null,
    tourStep: null,
    missingOpen: false,
    skipping: null,
    keptOpen: false,
    rejecting: null,
    placing: false,
    drafts: new Map(),
    tagging: false,
    thread: null,
    thinning: null,
    earlier: null,
    comparing: false,
    pointer: null,
    scale: 1,
    share: 1,
  }));
