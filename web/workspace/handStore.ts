import type { ToolName } from '@maskroom/shared/presence/presence';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the person holds: a tool, and the label that new shapes get. */
export interface HandState {
  readonly tool: ToolName;
  /** Null while the project has no label. */
  readonly labelId: string | null;
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
    cursor: 'default',
  }));
  hand.subscribe(({ tool, labelId }, last) => {
    if (tool === last.tool && labelId === last.labelId) return;
    sessionStorage.setItem(key(projectId), JSON.stringify({ tool, labelId }));
  });
  return hand;
}

function recall(place: string): { tool?: unknown; labelId?: unknown } {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(place) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
