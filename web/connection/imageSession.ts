import { createListeners } from '@maskroom/shared/base/listeners';
import type { Box } from '@maskroom/shared/geometry/polygon';
import type { Failure, ImageOpened } from '@maskroom/shared/protocol/socket';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { problemWords } from '../ui/language/language.ts';
import { ACK_TIMEOUT_MS, type AppSocket } from './socketClient.ts';

/** How far the model has come with this picture. */
export type EmbeddingState =
  | { readonly state: 'waiting' }
  | { readonly state: 'encoding'; readonly fraction: number }
  | { readonly state: 'ready'; readonly encodeMs: number | null }
  | { readonly state: 'failed'; readonly message: string };

/** The region of the picture that a prompt of this tab waits for. */
export interface AwaitedRegion {
  /** How far it is, 0..1; null while there is none. */
  readonly fraction: number | null;
  /** Px of the picture; of the last there was. */
  readonly box: Box | null;
}

/** The model that answers here; null until the picture is open. */
export interface AnsweringModel {
  readonly model: ImageOpened['model'] | null;
}

export interface ImageSession {
  readonly embedding: StoreApi<EmbeddingState>;
  readonly answering: StoreApi<AnsweringModel>;
  /** Changes over to another model; {@link answering} tells when it has. */
  changeModel(modelId: string): void;
  readonly region: StoreApi<AwaitedRegion>;
  /** Runs now if the image is open, and at every opening (reconnects open it again). */
  onOpened(listener: (opened: ImageOpened) => void): void;
  onRefused(listener: (failure: Failure) => void): void;
  /** The model that was asked for is not to be had; the one before goes on, or the server's own. */
  onModelRefused(listener: (failure: Failure) => void): void;
  readonly isOpen: boolean;
  close(): void;
}

const isOfModel = ({ code }: Failure): boolean =>
  code === 'model-unknown' || code === 'model-failed' || code === 'model-limit';

/**
 * Tells the server that this tab looks at the image, again after every reconnect, and follows what the model makes of
 * it. `model`: the one that is wanted; null for the server's own.
 */
export function openImageSession(socket: AppSocket, imageId: string, model: string | null): ImageSession {
  const embedding = createStore<EmbeddingState>(() => ({ state: 'waiting' }));
  const answering = createStore<AnsweringModel>(() => ({ model: null }));
  const modelRefusals = createListeners<[failure: Failure]>();
  let wanted = model;
  const region = createStore<AwaitedRegion>(() => ({ fraction: null, box: null }));
  const openings = createListeners<[opened: ImageOpened]>();
  const refusals = createListeners<[failure: Failure]>();
  let [opened, closed]: [ImageOpened | null, boolean] = [null, false];

  const become = (state: EmbeddingState) => embedding.setState(state, true);

  async function open(): Promise<void> {
    const asked = wanted;
    const reply = await socket
      .timeout(ACK_TIMEOUT_MS)
      .emitWithAck('image:open', { imageId, ...(asked !== null && { model: asked }) })
      .catch(() => null);
    // Of two changes in a row only the last counts.
    if (closed || reply === null || asked !== wanted) return;
    if ('code' in reply && isOfModel(reply) && asked !== null) {
      wanted = answering.getState().model?.id ?? null;
      modelRefusals.tell(reply);
      if (!opened) void open();
      return;
    }
    if ('code' in reply) {
      refusals.tell(reply);
      return;
    }
    opened = reply;
    region.setState({ fraction: null, box: null });
    const before = answering.getState().model?.id;
    // What is known is of the model before.
    const known = before === reply.model.id ? embedding.getState().state : null;
    if (reply.embedding === 'ready' && known !== 'ready') become({ state: 'ready', encodeMs: null });
    if (reply.embedding === 'encoding' && known !== 'encoding') become({ state: 'encoding', fraction: 0 });
    if (before !== reply.model.id) answering.setState({ model: reply.model });
    openings.tell(reply);
  }

  /** Events of this picture and, once that is known, of the model that answers. */
  const isOurs = (event: { imageId: string; model: string }): boolean =>
    event.imageId === imageId && event.model === (answering.getState().model?.id ?? event.model);

  const handlers = {
    connect: () => void open(),
    disconnect: () => {
      opened = null;
    },
    progress: (event: { imageId: string; model: string; fraction: number; region?: Box }) => {
      if (!isOurs(event)) return;
      if (event.region) {
        region.setState({ fraction: event.fraction < 1 ? event.fraction : null, box: event.region });
      } else become({ state: 'encoding', fraction: event.fraction });
    },
    ready: (event: { imageId: string; model: string; encodeMs: number }) => {
      if (isOurs(event)) become({ state: 'ready', encodeMs: event.encodeMs });
    },
    failed: (event: { imageId: string; model: string } & Failure) => {
      if (isOurs(event)) become({ state: 'failed', message: problemWords(event) });
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
    answering,
    changeModel(modelId) {
      if (modelId === wanted) return;
      wanted = modelId;
      if (socket.connected) void open();
    },
    region,
    onOpened(listener) {
      openings.add(listener);
      if (opened) listener(opened);
    },
    onRefused: refusals.add,
    onModelRefused: modelRefusals.add,
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
