import type { ClientToServer, ServerToClient } from '@maskroom/shared/protocol/socket';
import type { Server, Socket } from 'socket.io';
import type { Accounts, Actor } from '../account/accounts.ts';
import type { Documents } from '../document/documents.ts';
import type { EmbeddingCache } from '../embedding/EmbeddingCache.ts';
import type { Images } from '../image/images.ts';
import type { Log } from '../log/log.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { Review } from '../review/review.ts';
import type { PromptSession, PromptSessions } from '../session/PromptSessions.ts';

export interface SocketData {
  actor: Actor;
}

type Nothing = Record<string, never>;
export type GatewayServer = Server<ClientToServer, ServerToClient, Nothing, SocketData>;
export type GatewaySocket = Socket<ClientToServer, ServerToClient, Nothing, SocketData>;

/** What the gateway hands its callers through to. */
export interface GatewayParts {
  readonly accounts: Accounts;
  readonly images: Images;
  readonly documents: Documents;
  readonly embeddings: EmbeddingCache;
  readonly prompts: PromptSessions;
  readonly monitor: Monitor;
  readonly review: Review;
  readonly log: Log;
}

/** An image that one socket has open. */
export interface OpenImage {
  readonly projectId: string;
  /** Null for those who may look but not draw. */
  readonly promptSession: PromptSession | null;
  close(): void;
}

/** One signed-in socket and what it has open. */
export interface Connection {
  readonly socket: GatewaySocket;
  readonly actor: Actor;
  readonly parts: GatewayParts;
  readonly log: Log;
  readonly flow: { take(socketId: string): Promise<void> };
  readonly openImages: Map<string, OpenImage>;
}

export const imageRoom = (imageId: string): string => `image:${imageId}`;
