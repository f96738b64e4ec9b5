import type { ToolName } from '@maskroom/shared/presence/presence';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the person holds: a tool, and the label that new shapes get. */
export interface HandState {
  readonly tool: ToolName;
  /** Null while the project has no label. */
  readonly labelId: string | null;
  /** The model looks at what is in sight only, more closely. */
  readonly region: boolean;
  /** A click on the next object keeps the mask of the one before. */
  readonly autoAccept: boolean;
  /** The width of brush and eraser. Image px. */
  readonly brushPx: number;
  /** What is dragged holds on to other shapes, and takes along the borders it shares with them. */
  readonly snap: boolean;
  /** CSS cursor that the tool asks for. */
  readonly cursor: string;
}

export type Hand = StoreApi<HandState>;

/** What was held on the last picture, so that going to the next changes nothing in the hand. */
const key = (projectId: string): string => `maskroom.hand.${projectId}`;

export function createHand(projectId: string, labelIds: readonly string[], tools: readonly ToolName[]): Hand {
  const before = recall(key(projectId));
  const hand = createStore<HandState>(() => ({
    tool: tools.find((tool) => tool === before.tool) ?? tools[0],
    labelId: labelIds.find((id) => id === before.labelId) ?? labelIds[0] ?? null,
    region: before.region === true,
    autoAccept: before.autoAccept === true,
    brushPx: clampBrush(Number(before.brushPx) || FIRST_BRUSH_PX),
    snap: before.snap !== false,
    cursor: 'default',
  }));
  hand.subscribe(({ cursor: _, ...held }, { cursor: __, ...last }) => {
    const [now, before] = [held, last].map((hand) => JSON.stringify(hand));
    if (now !== before) sessionStorage.setItem(key(projectId), now);
  });
  return hand;
}

/** The narrowest and the widest brush, and the first one. Image px. */
const BRUSH_PX = { least: 1, most: 1_000 } as const;
const FIRST_BRUSH_PX = 40;
/** Each step changes the width by about a sixth. */
const BRUSH_STEP = 1.18;

const clampBrush = (px: number): number => Math.min(BRUSH_PX.most, Math.max(BRUSH_PX.least, Math.round(px)));

/** Where a width stands between the least (0) and the most (1): every step of the way is the same factor. */
export const brushPlace = (px: number): number =>
  Math.log(px / BRUSH_PX.least) / Math.log(BRUSH_PX.most / BRUSH_PX.least);
export const brushAt = (place: number): number =>
  clampBrush(BRUSH_PX.least * (BRUSH_PX.most / BRUSH_PX.least) ** place);

/** The next width up or down; at least a pixel away. */
export const steppedBrush = (px: number, step: 1 | -1): number =>
  clampBrush(step === 1 ? Math.max(px + 1, px * BRUSH_STEP) : Math.min(px - 1, px / BRUSH_STEP));

function recall(place: string): Partial<Record<keyof HandState, unknown>> {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(place) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
