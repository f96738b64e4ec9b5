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
    cursor: 'default',
  }));
  hand.subscribe(({ cursor: _, ...held }, { cursor: __, ...last }) => {
    const [now, before] = [held, last].map((hand) => JSON.stringify(hand));
    if (now !== before) sessionStorage.setItem(key(projectId), now);
  });
  return hand;
}

function recall(place: string): Partial<Record<keyof HandState, unknown>> {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(place) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
