import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { presenceColorOf, presenceColors } from '@maskroom/shared/presence/presence';
import type { PreviewShown } from '@maskroom/shared/protocol/socket';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { toBytes } from '../connection/bytes.ts';
import type { AppSocket } from '../connection/socketClient.ts';

/** The mask that somebody else has in flight. */
export interface OthersMaskShown {
  readonly userId: string;
  readonly name: string;
  readonly color: string;
  readonly polygon: Polygon;
}

/** Previews are volatile: the message that ends one may be lost, so each ends by itself. */
const PREVIEW_LIFE_MS = 20_000;

export interface OthersMasks {
  readonly store: StoreApi<{ readonly masks: readonly OthersMaskShown[] }>;
  destroy(): void;
}

export function followOthersMasks(socket: AppSocket, imageId: string): OthersMasks {
  const store = createStore<{ masks: readonly OthersMaskShown[] }>(() => ({ masks: [] }));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const without = (userId: string) => store.getState().masks.filter((mask) => mask.userId !== userId);
  const end = (userId: string) => {
    clearTimeout(timers.get(userId));
    timers.delete(userId);
    store.setState({ masks: without(userId) });
  };
  const onPreview = (shown: PreviewShown) => {
    if (shown.imageId !== imageId) return;
    const polygon = decodeGeometry(toBytes(shown.geometry));
    end(shown.userId);
    if (!polygon.ok) return;
    const color = presenceColors[presenceColorOf(shown.userId)];
    const mask = { userId: shown.userId, name: shown.userName, color, polygon: polygon.value };
    store.setState({ masks: [...without(shown.userId), mask] });
    timers.set(
      shown.userId,
      setTimeout(() => end(shown.userId), PREVIEW_LIFE_MS),
    );
  };
  socket.on('preview:show', onPreview);

  return {
    store,
    destroy() {
      socket.off('preview:show', onPreview);
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
