import type {
  ClientToServer,
  Failure,
  ImageOpened,
  PromptReply,
  PromptSet,
  ReviewDecide,
  ReviewReply,
  ServerToClient,
} from '@maskroom/shared/protocol/socket';
import { DOCUMENT_PATH, SOCKET_PATH } from '@maskroom/shared/protocol/socket';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/** One person's live connection, with the unmodified clients of Socket.IO and y-websocket. */
export async function liveClient(url: string, token: string) {
  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    path: SOCKET_PATH,
    addTrailingSlash: false,
    transports: ['websocket'],
    auth: { token },
    forceNew: true,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const opened: { destroy(): void }[] = [];
  return {
    socket,
    openImage: (imageId: string): Promise<ImageOpened | Failure> =>
      socket.timeout(10_000).emitWithAck('image:open', { imageId }),
    prompt: (prompt: PromptSet): Promise<PromptReply> =>
      socket.timeout(20_000).emitWithAck('prompt:set', prompt),
    /** For payloads that no honest client would send. */
    promptAnything: (payload: unknown): Promise<PromptReply> =>
      socket.timeout(20_000).emitWithAck('prompt:set', payload),
    decide: (command: ReviewDecide): Promise<ReviewReply> =>
      socket.timeout(10_000).emitWithAck('review:decide', command),
    /** Opens the image's document and waits until it is in sync. */
    async openDocument(imageId: string): Promise<OpenDocument> {
      const document = openDocument(url, token, imageId);
      opened.push(document);
      await document.synced;
      return document;
    },
    async [Symbol.asyncDispose](): Promise<void> {
      for (const document of opened) document.destroy();
      socket.disconnect();
    },
  };
}

export type LiveClient = Awaited<ReturnType<typeof liveClient>>;

export interface OpenDocument {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly synced: Promise<void>;
  destroy(): void;
}

export function openDocument(url: string, token: string, imageId: string): OpenDocument {
  const doc = new Y.Doc();
  /** The bearer goes into a header, as a client outside a browser would do it. */
  class SignedInSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { authorization: `Bearer ${token}` } });
    }
  }
  const provider = new WebsocketProvider(`${url.replace('http', 'ws')}${DOCUMENT_PATH}`, imageId, doc, {
    WebSocketPolyfill: SignedInSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  const synced = new Promise<void>((resolve) => provider.once('sync', () => resolve()));
  return {
    doc,
    provider,
    synced,
    destroy() {
      provider.destroy();
      doc.destroy();
    },
  };
}
