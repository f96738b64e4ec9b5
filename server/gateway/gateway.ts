import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Problem } from '@maskroom/shared/base/problem';
import { SOCKET_PATH } from '@maskroom/shared/protocol/socket';
import { Server } from 'socket.io';
import { z } from 'zod';
import type { AddressOf } from '../account/address.ts';
import { SocketCount } from '../document/SocketCount.ts';
import { queueItemJson } from '../http/instanceJson.ts';
import { registerAlertNews } from './alertNews.ts';
import { createAuthenticate } from './authenticate.ts';
import {
  type Connection,
  type GatewayParts,
  type GatewayServer,
  imageRoom,
  modelRoom,
  personRoom,
  projectRoom,
  queueRoom,
  workRoom,
} from './connection.ts';
import { registerEverythingHandlers } from './everythingHandlers.ts';
import { createFlow } from './flow.ts';
import { registerFollowHandlers } from './followHandlers.ts';
import { registerImageHandlers } from './imageHandlers.ts';
import { registerMonitorHandlers } from './monitorHandlers.ts';
import { createNudgeLimits, registerNudgeHandlers } from './nudgeHandlers.ts';
import { registerPromptHandlers } from './promptHandlers.ts';
import { registerQueueHandlers } from './queueHandlers.ts';
import { registerReviewHandlers } from './reviewHandlers.ts';
import { keepSessionsFresh } from './sessionExpiry.ts';
import { createStrangers } from './strangers.ts';
import { routeUpgrades } from './upgrades.ts';
import { registerWorkHandlers } from './workHandlers.ts';

/** Far above any honest call, so that a foolish one (10,000 points) is answered with its fault, not a lost socket. */
const MAX_CALL_BYTES = 512 * 1024;

/** Of one person, over all tabs and devices. */
const MAX_SOCKETS_PER_USER = 100;
/** From opening a connection to saying who one is. */
const CONNECT_MS = 10_000;

const authSchema = z.object({ token: z.string().max(500).optional() });

export interface Gateway {
  readonly sockets: () => number;
  close(): Promise<void>;
}

/** What is asked of every handshake and upgrade, polling included, before anybody is signed in. */
export interface Door {
  readonly isOriginAllowed: (request: IncomingMessage) => boolean;
  readonly addressOf: AddressOf;
}

/**
 * Everything live on the HTTP server's one port: Socket.IO at `/rt/sio`, documents at `/rt/doc`. The Origin must be one
 * of the server's own; an address opens only so much before somebody has signed in there.
 */
export function createGateway(
  server: HttpServer,
  parts: GatewayParts,
  { addressOf, isOriginAllowed }: Door,
): Gateway {
  const authenticate = createAuthenticate(parts.accounts, addressOf);
  const strangers = createStrangers(addressOf, authenticate);
  const io: GatewayServer = new Server(server, {
    path: SOCKET_PATH,
    addTrailingSlash: false,
    serveClient: false,
    transports: ['websocket', 'polling'],
    destroyUpgrade: false,
    maxHttpBufferSize: MAX_CALL_BYTES,
    connectTimeout: CONNECT_MS,
    // Asked once a connection, not for every request of polling.
    allowRequest(request, answer) {
      if (!isOriginAllowed(request)) return answer(null, false);
      strangers.mayConnect(request).then(
        (may) => answer(null, may),
        () => answer(null, false),
      );
    },
  });
  routeUpgrades(server, parts, { addressOf, isOriginAllowed, authenticate, strangers });

  const sockets = new SocketCount(MAX_SOCKETS_PER_USER);
  io.use((socket, next) => {
    const auth = authSchema.safeParse(socket.handshake.auth);
    authenticate(socket.request, auth.success ? auth.data.token : undefined).then(
      (actor) => {
        const leave = sockets.take(actor.userId);
        if (!leave) return next(refusalOf(new Problem('rate-limited', 'Close some tabs first.')));
        socket.conn.once('close', leave);
        if (socket.conn.readyState === 'closed') leave();
        strangers.signedIn(socket.request);
        socket.data.actor = actor;
        next();
      },
      (cause: unknown) => next(cause instanceof Problem ? refusalOf(cause) : new Error('internal')),
    );
  });

  const [flow, nudgeLimits] = [createFlow(), createNudgeLimits()];
  const connections = new Map<string, Connection>();
  io.on('connection', (socket) => {
    const { actor } = socket.data;
    const log = parts.log.child({ userId: actor.userId, socket: socket.id });
    const connection: Connection = { socket, actor, parts, log, flow, openImages: new Map() };
    connections.set(socket.id, connection);
    socket.on('disconnect', () => connections.delete(socket.id));
    void socket.join(personRoom(actor.userId));
    registerImageHandlers(connection);
    registerPromptHandlers(connection);
    registerEverythingHandlers(connection);
    registerReviewHandlers(connection);
    registerQueueHandlers(connection);
    registerWorkHandlers(connection);
    registerMonitorHandlers(connection);
    registerFollowHandlers(connection);
    registerNudgeHandlers(connection, nudgeLimits);
  });

  // Whoever is shown out of a document is not at work on it any more, whatever their page still shows.
  parts.documents.onShownOut((imageId, userId) => {
    for (const { actor, openImages } of connections.values())
      if (actor.userId === userId) openImages.get(imageId)?.close();
  });
  forwardEvents(io, parts);
  registerAlertNews(io, parts);
  const endExpiry = keepSessionsFresh(io, parts, authenticate);
  return {
    sockets: () => io.sockets.sockets.size,
    async close() {
      endExpiry();
      await io.close();
    },
  };
}

/** As Socket.IO hands it to the client's `connect_error`. */
const refusalOf = ({ code, message }: Problem): Error =>
  Object.assign(new Error(message), { data: { code } });

/** What parts tell of an image goes to all who have it open, what a model makes of it to those who use that model. */
function forwardEvents(
  io: GatewayServer,
  { comments, log, models, onWork, projects, queues, review, tags, workWatch }: GatewayParts,
): void {
  models.onProgress((model, imageId, fraction) =>
    io.to(modelRoom(imageId, model)).emit('embedding:progress', { imageId, model, fraction }),
  );
  models.onReady((model, imageId, { encodeMs }) =>
    io.to(modelRoom(imageId, model)).emit('embedding:ready', { imageId, model, encodeMs }),
  );
  models.onFailed((model, imageId, problem) => {
    log.warn({ imageId, model, err: problem }, 'an image could not be encoded');
    const { code, message } = problem;
    io.to(modelRoom(imageId, model)).emit('embedding:failed', { imageId, model, code, message });
  });
  comments.onChange((change) => io.to(imageRoom(change.imageId)).emit('comment:changed', change));
  tags.onChange((change) => io.to(imageRoom(change.imageId)).emit('image:tagged', change));
  projects.onChange((projectId) => io.to(projectRoom(projectId)).emit('project:changed', { projectId }));
  onWork((userId, change) => io.to(personRoom(userId)).emit('work:changed', change));
  queues.onChange(({ put, ...change }) =>
    io.to(queueRoom(change.projectId)).emit('queue:change', { ...change, put: put.map(queueItemJson) }),
  );
  workWatch.onChange((work) => io.to(workRoom(work.projectId, work.part)).emit('project:work', work));
  review.onDecided((decided) => io.to(imageRoom(decided.imageId)).emit('review:decided', decided));
}
