import {
  type Presence,
  presenceColorOf,
  presenceColors,
  presenceSchema,
} from '@maskroom/shared/presence/presence';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Awareness } from '../connection/documentConnection.ts';

/** Somebody else in the picture, one for each of their tabs. */
export interface Other {
  readonly clientId: number;
  readonly presence: Presence;
}

export interface PresenceRoom {
  /** Everyone else, in the order in which their tabs came to be known. */
  readonly others: StoreApi<{ readonly others: readonly Other[] }>;
  /** The cursor in image px, null when it is off the picture. Sent at most every {@link CURSOR_MS}. */
  moveCursor(cursor: readonly [number, number] | null): void;
  publish(patch: Partial<Pick<Presence, 'tool' | 'labelId' | 'selected' | 'inFlight' | 'view'>>): void;
  destroy(): void;
}

/** 33 times a second looks like motion and costs little. */
export const CURSOR_MS = 30;

export const presenceColorValue = (presence: Presence): string => presenceColors[presence.user.color];

/** Says who and where we are, and follows the others, until destroyed. */
export function joinPresence(
  awareness: Awareness,
  me: { readonly id: string; readonly name: string },
  start: Pick<Presence, 'tool' | 'labelId'>,
): PresenceRoom {
  let state: Presence = {
    user: { id: me.id, name: me.name, color: presenceColorOf(me.id) },
    tool: start.tool,
    labelId: start.labelId,
    cursor: null,
    selected: [],
  };
  let timer: ReturnType<typeof setTimeout> | null = null;
  let sentAt = 0;
  const others = createStore<{ others: readonly Other[] }>(() => ({ others: [] }));

  const send = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    sentAt = Date.now();
    awareness.setLocalState(state);
  };
  const sendSoon = () => {
    const wait = CURSOR_MS - (Date.now() - sentAt);
    if (wait <= 0) send();
    else timer ??= setTimeout(send, wait);
  };

  const onChange = () => {
    const list: Other[] = [];
    for (const [clientId, raw] of awareness.getStates()) {
      const parsed = clientId === awareness.clientID ? null : presenceSchema.safeParse(raw);
      if (parsed?.success) list.push({ clientId, presence: parsed.data });
    }
    others.setState({ others: list });
  };
  awareness.on('change', onChange);
  send();
  onChange();

  return {
    others,
    moveCursor(cursor) {
      state = { ...state, cursor: cursor === null ? null : [round(cursor[0]), round(cursor[1])] };
      sendSoon();
    },
    publish(patch) {
      state = { ...state, ...patch, selected: (patch.selected ?? state.selected).slice(0, 100) };
      sendSoon();
    },
    destroy() {
      if (timer !== null) clearTimeout(timer);
      awareness.off('change', onChange);
      awareness.setLocalState(null);
    },
  };
}

/** A tenth of a pixel is finer than anyone sees. */
const round = (value: number): number => Math.round(value * 10) / 10;
