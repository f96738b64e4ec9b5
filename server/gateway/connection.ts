import type { AlertChanged } from '@maskroom/shared/protocol/alerts';
import type { ClientToServer, ServerToClient } from '@maskroom/shared/protocol/socket';
import type { WorkPart } from '@maskroom/shared/protocol/work';
import type { Server, Socket } from 'socket.io';
import type { Accounts, Actor } from '../account/accounts.ts';
import type { Everything, EverythingRun } from '../assist/everything/everything.ts';
import type { Documents } from '../document/documents.ts';
import type { Image, Images } from '../image/images.ts';
import type { Tags } from '../image/tags.ts';
import type { WorkListener } from '../job/jobNews.ts';
import type { Log } from '../log/log.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { LiveRooms } from '../monitor/room.ts';
import type { WorkWatch } from '../monitor/workWatch.ts';
import type { Projects } from '../project/projects.ts';
import type { Comments } from '../review/comments.ts';
import type { QueueWatch } from '../review/queueWatch.ts';
import type { Review } from '../review/review.ts';
import type { HeldModel, PromptModels } from '../session/PromptModels.ts';
import type { PromptSession } from '../session/PromptSessions.ts';

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
  readonly models: PromptModels;
  readonly everything: Everything;
  readonly monitor: Monitor;
  readonly rooms: LiveRooms & {
    readonly onAlert: (listener: (changed: AlertChanged) => void) => void;
  };
  readonly review: Review;
  readonly queues: Pick<QueueWatch, 'onChange' | 'watch'>;
  readonly workWatch: Pick<WorkWatch, 'onChange' | 'quietMs' | 'watch'>;
  readonly comments: Pick<Comments, 'onChange'>;
  readonly tags: Pick<Tags, 'onChange'>;
  readonly projects: Pick<Projects, 'onChange'>;
  /** What changes in a person's work. */
  readonly onWork: (listener: WorkListener) => void;
  /** The images that this person will need behind one, at most so many. */
  readonly following: (userId: string, image: Image, most: number) => Promise<readonly Image[]>;
  readonly log: Log;
}

/** An image that one socket has open, with the model that answers its prompts. */
export interface OpenImage {
  readonly model: HeldModel['model'];
  /** Null for those who may look but not draw. */
  readonly promptSession: PromptSession | null;
  /** Automatic masks that this socket asked for, while they are under way; they end with the image and the model. */
  everything: EverythingRun | null;
  /** From here on this model answers, and is released with the image; what the one before has not answered is superseded. */
  use(held: HeldModel): void;
  /** Encodes the image if it is not ready, and then the next ones. */
  prepare(): 'ready' | 'encoding';
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

/** Every socket of one person. */
export const personRoom = (userId: string): string => `person:${userId}`;
/** Those who have had an image of the project open. */
export const projectRoom = (projectId: string): string => `project:${projectId}`;
/** Reviewers who look at the queue of the project. */
export const queueRoom = (projectId: string): string => `queue:${projectId}`;
/** Those who have a page open that shows this part of the project's work. */
export const workRoom = (projectId: string, part: WorkPart): string => `work:${projectId}:${part}`;
export const imageRoom = (imageId: string): string => `image:${imageId}`;
/** Those who have the image open with this model: what its encoder does is of no concern to the others. */
export const modelRoom = (imageId: string, modelId: string): string => `image:${imageId}:${modelId}`;
