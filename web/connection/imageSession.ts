import type { Failure, ImageOpened } from '@maskroom/shared/protocol/socket';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ACK_TIMEOUT_MS, type AppSocket } from './socketClient.ts';

/** How far the model has come with this picture. */
export type EmbeddingState =
  | { readonly state: 'waiting' }
  | { readonly state: 'encoding'; readonly fraction: number }
  | { readonly state: 'ready'; readonly model: string | null; readonly encodeMs: number | null }
  | { readonly state: 'failed'; readonly message: string };

export interface ImageSession {
  readonly embedding: StoreApi<EmbeddingState>;
  /** Runs now if the image is open, and at every opening (reconnects open it again). */
  onOpened(listener: (opened: ImageOpened) => void): void;
  onRefused(listener: (failure: Failure) => void): void;
  readonly isOpen: boolean;
  close(): void;
}

/** Tells the server that this tab looks at the image, again after every reconnect, and follows its embedding. */
export function openImageSession(socket: AppSocket, imageId: string): ImageSession {
  const embedding = createStore<EmbeddingState>(() => ({ state: 'waiting' }));
  const openedListeners: ((opened: ImageOpened) => void)[] = [];
  const refusedListeners: ((failure: Failure) => void)[] = [];
  let [opened, closed]: [ImageOpened | null, boolean] = [null, false];

  const become = (state: EmbeddingState) => embedding.setState(state, true);

  async function open(): Promise<void> {
    const reply = await socket
      .timeout(ACK_TIMEOUT_MS)
      .emitWithAck('image:open', { imageId })
      .catch(() => null);
    if (closed || reply === null) return;
    if ('code' in reply) {
      for (const listener of refusedListeners) listener(reply);
      return;
    }
    opened = reply;
    const known = embedding.getState();
    if (reply.embedding === 'ready' && known.state !== 'ready')
      become({ state: 'ready', model: null, encodeMs: null });
    if (reply.embedding === 'encoding' && known.state !== 'encoding')
      become({ state: 'encoding', fraction: 0 });
    for (const listener of openedListeners) listener(reply);
  }

  const handlers = {
    connect: () => void open(),
    disconnect: () => {
      opened = null;
    },
    progress: (event: { imageId: string; fraction: number }) => {
      if (event.imageId === imageId) become({ state: 'encoding', fraction: event.fraction });
    },
    ready: (event: { imageId: string; model: string; encodeMs: number }) => {
      if (event.imageId === imageId) become({ state: 'ready', model: event.model, encodeMs: event.encodeMs });
    },
    failed: (event: { imageId: string } & Failure) => {
      if (event.imageId === imageId) become({ state: 'failed', message: event.message });
    },
  };
  socket.on('connect', handlers.connect);
  socket.on('disconnect', handlers.disconnect);
  socket.on('embedding:progress', handlers.progress);
  socket.on('embedding:ready', handlers.ready);
  socket.on('embedding:failed', handlers.failed);
  if (socket.connected) void open();

  return {
    embedding,
    onOpened(listener) {
      openedListeners.push(listener);
      if (opened) listener(opened);
    },
    onRefused: (listener) => void refusedListeners.push(listener),
    get isOpen() {
      return opened !== null;
    },
    close() {
      closed = true;
      socket.off('connect', handlers.connect);
      socket.off('disconnect', handlers.disconnect);
      socket.off('embedding:progress', handlers.progress);
      socket.off('embedding:ready', handlers.ready);
      socket.off('embedding:failed', handlers.failed);
      if (socket.connected) socket.emit('image:close', { imageId }, () => undefined);
    },
  };
}
