import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Role } from '@maskroom/shared/annotation/role';
import { createListeners } from '@maskroom/shared/base/listeners';
import { Problem, problemTable, toProblem } from '@maskroom/shared/base/problem';
import type { NewInstance } from '@maskroom/shared/document/editDocument';
import type { Presence } from '@maskroom/shared/presence/presence';
import type { Decided } from '@maskroom/shared/protocol/socket';
import { type WebSocket, WebSocketServer } from 'ws';
import type * as Y from 'yjs';
import type { Actor } from '../account/actor.ts';
import type { Log } from '../log/log.ts';
import type { DocumentLogStore } from '../store/documentLogStore.ts';
import { attach } from './attach.ts';
import type { InstanceChange, StoredInstances } from './changes.ts';
import { closeCodes, leftWork, noMember, type Refusal } from './closeCodes.ts';
import { DocumentConnection } from './DocumentConnection.ts';
import { DocumentRoom } from './DocumentRoom.ts';
import type { Decide } from './decide.ts';
import { type DocumentLimits, defaultLimits } from './limits.ts';
import type { Bringer, LeftOut } from './newcomers.ts';
import { RoomTable } from './RoomTable.ts';
import { type DocumentImage, type DocumentLabel, loadLabels } from './roomParts.ts';
import { SocketCount } from './SocketCount.ts';
import { Strikes } from './Strikes.ts';
import { superviseConnections } from './supervise.ts';
import { within } from './within.ts';

export interface DocumentsParts {
  readonly log: DocumentLogStore;
  readonly logger: Pick<Log, 'info' | 'warn' | 'error'>;
  /** Null: not a member (any more), or the image is not theirs to see. */
  readonly roleOf: (actor: Actor, image: DocumentImage) => Promise<Role | null>;
  /** Whether they are in the project, whatever they see of it. */
  readonly isIn: (actor: Actor, projectId: string) => Promise<boolean>;
  readonly labelsOf: (projectId: string) => Promise<readonly DocumentLabel[]>;
  readonly imageOf: (imageId: string) => Promise<DocumentImage | null>;
  readonly limits?: Partial<DocumentLimits>;
  readonly now?: () => number;
}

/** An upgrade that has been authenticated: who asks, what they are in the project, and for which picture. */
export interface DocumentVisit {
  readonly actor: Actor;
  readonly role: Role;
  readonly image: DocumentImage;
  /** Whether what let the person in (cookie, token) still holds; asked when some sign-in of theirs ended. */
  readonly stillIn: () => Promise<boolean>;
}

/** The shared documents, one for each image. */
export interface Documents {
  /** Takes the socket over; an upgrade that fails is answered on it. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, visit: DocumentVisit): void;
  /** Says no in a way that y-websocket understands: it retries a failed upgrade for ever, and ends at 4400–4499. */
  refuseUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, refusal: Refusal): void;
  /** Reads the durable document; it must not be written to. @throws Problem `not-found` */
  withDocument<T>(imageId: string, read: (doc: Y.Doc) => T | Promise<T>): Promise<T>;
  /** Changes a document as the server, past the rules; resolves once the change is durable. */
  edit(imageId: string, userId: string | null, change: (doc: Y.Doc) => void): Promise<void>;
  /** Adds instances that somebody brings, as far as the rules let them in; resolves once they are durable. @throws Problem `not-found` */
  add(imageId: string, by: Bringer, newcomers: readonly NewInstance[]): Promise<LeftOut>;
  /** @throws Problem `not-found`, `forbidden`, `own-work`, `geometry-changed`, `decided-meanwhile` (the last two with the object as it is) */
  decide(command: Decide): Promise<Decided>;
  /** How many instances are on disk. */
  countInstances(imageId: string): Promise<number>;
  /** `hasMoved`: a hand did something since the tab told last. */
  onPresence(
    listener: (imageId: string, userId: string, presence: Presence | null, hasMoved: boolean) => void,
  ): void;
  /** Told once the change is durable. */
  onInstanceChange(listener: (image: DocumentImage, change: InstanceChange) => void): void;
  /** As {@link onInstanceChange}, and of what the server itself writes: imports, merges, going back. */
  onInstancesStored(listener: (image: DocumentImage, stored: StoredInstances) => void): void;
  /** Told when an open document is closed to somebody who may not have it any more. */
  onShownOut(listener: (imageId: string, userId: string) => void): void;
  /** Asks for the role of this user again and holds their open sockets to it. */
  roleChanged(projectId: string, userId: string): Promise<void>;
  /** Closes the sockets of a user whose own sign-in is over; those of other tabs and devices stay. */
  signedOut(userId: string): Promise<void>;
  /** Closes every socket and resolves when all that came in is durable. */
  close(): Promise<void>;
}

/** At a stop, what came in may still be confirmed within this time; what was not comes again with its client. */
const LAST_ECHOES_MS = 1_000;
/** A refused socket that does not answer its close is cut after this long. */
const REFUSAL_MS = 2_000;

export function createDocuments(parts: DocumentsParts): Documents {
  const limits = { ...defaultLimits, ...parts.limits };
  const now = parts.now ?? Date.now;
  const presence = createListeners<Parameters<Parameters<Documents['onPresence']>[0]>>();
  const instanceChange = createListeners<[image: DocumentImage, change: InstanceChange]>();
  const instancesStored = createListeners<[image: DocumentImage, stored: StoredInstances]>();
  const shownOut = createListeners<[imageId: string, userId: string]>();
  const connections = new Map<DocumentConnection, DocumentVisit>();
  const strikes = new Strikes(limits, now);
  const sockets = new SocketCount(limits.socketsPerUser);
  const upgrades = new WebSocketServer({
    noServer: true,
    // Past the cap of a sync the answer is a close code that says so; far past it nothing is read at all.
    maxPayload: 2 * limits.syncBytes,
    perMessageDeflate: false,
  });
  let isClosing = false;

  const table = new RoomTable(
    async (imageId, forget) => {
      const image = await parts.imageOf(imageId);
      if (!image) throw new Problem('not-found');
      const [stored, labels] = await Promise.all([
        parts.log.load(imageId),
        loadLabels(() => parts.labelsOf(image.projectId), now),
      ]);
      const strike = (userId: string) => strikes.add(userId);
      const events = {
        presence: presence.tell,
        instanceChange: instanceChange.tell,
        instancesStored: instancesStored.tell,
        strike,
        ended: forget,
      };
      const of = { ...parts, imageId, image, limits, now, labels, events };
      const room = new DocumentRoom(of, stored);
      // Reading a large document is as long as a turn may be.
      await nextTurn();
      await room.compact();
      if (!(await room.renew())) return room;
      room.destroy();
      return new DocumentRoom(of, await parts.log.load(imageId));
    },
    limits.unloadAfterMs,
    (imageId, cause) => parts.logger.error({ err: cause, imageId }, 'a document could not be unloaded'),
  );

  async function hold<T>(
    imageId: string,
    use: (room: DocumentRoom) => T | Promise<T>,
    inPassing = false,
  ): Promise<T> {
    const { room, release } = await table.hold(imageId, inPassing);
    try {
      return await use(room);
    } finally {
      release();
    }
  }

  async function visit(request: IncomingMessage, socket: Duplex, head: Buffer, target: DocumentVisit) {
    const { actor, role, image } = target;
    if (isClosing || strikes.isOut(actor.userId)) throw new Problem('unavailable');
    const leave = sockets.take(actor.userId);
    if (!leave) throw new Problem('rate-limited');
    socket.once('close', leave);
    if (socket.destroyed) return leave();
    const { room, release } = await table.hold(image.id);
    socket.once('close', release);
    if (socket.destroyed) return release();
    upgrades.handleUpgrade(request, socket, head, (webSocket: WebSocket) => {
      const connection = new DocumentConnection(webSocket, actor, role, limits);
      connections.set(connection, target);
      webSocket.once('close', () => connections.delete(connection));
      attach(connection, room);
      // The role may have changed while the document was loaded.
      refreshRole(connection, image).catch((cause: unknown) => {
        parts.logger.error({ err: cause }, 'a role could not be read');
        connection.close({ code: closeCodes.overload, reason: 'something went wrong; trying again' });
      });
    });
  }

  async function refreshRole(connection: DocumentConnection, image: DocumentImage): Promise<void> {
    const role = await parts.roleOf(connection.actor, image);
    if (role) {
      connection.role = role;
      return;
    }
    connection.close((await parts.isIn(connection.actor, image.projectId)) ? leftWork : noMember);
    shownOut.tell(image.id, connection.userId);
  }

  const stopSupervising = superviseConnections(connections, limits, now);

  return {
    handleUpgrade(request, socket, head, target) {
      socket.on('error', () => socket.destroy());
      visit(request, socket, head, target).catch((cause: unknown) => {
        const { code } = toProblem(cause);
        const who = { imageId: target.image.id, userId: target.actor.userId };
        parts.logger.warn({ err: cause, ...who }, 'a document could not be opened');
        socket.once('finish', () => socket.destroy());
        socket.end(
          `HTTP/1.1 ${problemTable[code].status} ${code}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
        );
      });
    },
    refuseUpgrade(request, socket, head, { code, reason }) {
      upgrades.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on('error', () => {});
        webSocket.close(code, reason.slice(0, 120));
        setTimeout(() => webSocket.terminate(), REFUSAL_MS).unref();
      });
    },
    withDocument: (imageId, read) => hold(imageId, (room) => read(room.live)),
    edit: (imageId, userId, change) => hold(imageId, (room) => room.edit(userId, now(), change)),
    add: (imageId, by, newcomers) => hold(imageId, (room) => room.add(by, now(), newcomers), true),
    decide: (command) =>
      hold(command.imageId, async (room) => {
        const at = now();
        const { imageId, instanceId, decision, reason, by } = command;
        await room.decide(await parts.roleOf(by, room.parts.image), command, at);
        return { imageId, instanceId, decision, by: by.userId, byName: by.name, at, reason };
      }),
    countInstances: (imageId) => parts.log.countInstances(imageId),
    onPresence: presence.add,
    onInstanceChange: instanceChange.add,
    onInstancesStored: instancesStored.add,
    onShownOut: shownOut.add,
    async roleChanged(projectId, userId) {
      const affected = [...connections].filter(
        ([{ userId: id }, { image }]) => id === userId && image.projectId === projectId,
      );
      await Promise.all(affected.map(([connection, { image }]) => refreshRole(connection, image)));
    },
    async signedOut(userId) {
      const own = [...connections].filter(([connection]) => connection.userId === userId);
      await Promise.all(
        own.map(async ([connection, { stillIn }]) => {
          if (await stillIn()) return;
          connection.close({ code: closeCodes.unauthenticated, reason: 'signed out' });
        }),
      );
    },
    async close() {
      isClosing = true;
      stopSupervising();
      const settled = () => Promise.all(table.rooms().map((room) => room.settled()));
      await within(LAST_ECHOES_MS, settled());
      for (const connection of connections.keys())
        connection.close({ code: closeCodes.restart, reason: 'restart' });
      await settled();
      await Promise.all([...connections.keys()].map(({ closed }) => closed));
      upgrades.close();
    },
  };
}
