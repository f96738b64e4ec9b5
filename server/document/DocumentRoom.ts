import type { Role } from '@maskroom/shared/annotation/role';
import { Problem } from '@maskroom/shared/base/problem';
import type { NewInstance } from '@maskroom/shared/document/editDocument';
import type * as Y from 'yjs';
import type { StoredDocument } from '../store/documentLogStore.ts';
import { AwarenessRelay } from './AwarenessRelay.ts';
import { ClientOwners } from './ClientOwners.ts';
import { CommitQueue } from './CommitQueue.ts';
import { readModel } from './changes.ts';
import { closeCodes, malformed, outdated, type Refusal } from './closeCodes.ts';
import type { DocumentConnection } from './DocumentConnection.ts';
import { DocumentState } from './DocumentState.ts';
import { type Decide, stageDecision } from './decide.ts';
import { addNewcomers, type Bringer, judgeNewcomers, type LeftOut } from './newcomers.ts';
import { RoomPresence } from './RoomPresence.ts';
import { isOutdated } from './renew.ts';
import type { RoomParts } from './roomParts.ts';
import { SerialQueue } from './SerialQueue.ts';
import type { Staged, Staging } from './Staging.ts';
import { UpdateDesk } from './UpdateDesk.ts';
import { Upkeep } from './Upkeep.ts';
import { type Message, updateFrame } from './wire.ts';

/** Answering costs less than checking: opening the largest document must not slow down who opens it. */
const ANSWER_DISCOUNT = 8;
const tryAgain: Refusal = { code: closeCodes.overload, reason: 'something is in the way; trying again' };

/** One image's document while somebody has it open: sockets on one side, its copies and the log on the other. */
export class DocumentRoom {
  readonly #connections = new Set<DocumentConnection>();
  readonly #owners: ClientOwners;
  readonly #state: DocumentState;
  readonly #commits: CommitQueue;
  readonly #updates: UpdateDesk;
  readonly #presence: RoomPresence;
  /** Messages and commands take their turns here, whoever they are from. */
  readonly #turns = new SerialQueue();
  readonly #upkeep: Upkeep;

  constructor(
    readonly parts: RoomParts,
    stored: StoredDocument,
  ) {
    const { imageId, log, events } = parts;
    this.#owners = new ClientOwners(stored.owners, stored.epoch, stored.spent);
    const owners = this.#owners;
    this.#state = new DocumentState(stored);
    this.#commits = new CommitQueue(imageId, log, stored, (cause) => this.#fail(cause));
    this.#updates = new UpdateDesk(parts, this.#state, owners, this.#commits, (update, sender) =>
      this.#show(update, sender),
    );
    this.#upkeep = new Upkeep(parts, this.#state, owners, this.#commits, this.#turns, {
      renewed: () => {
        events.ended();
        this.#closeAll(outdated);
      },
      failed: (cause) => this.#fail(cause),
    });
    this.#presence = new RoomPresence(
      new AwarenessRelay(owners, (userId, presence, hasMoved) =>
        events.presence(imageId, userId, presence, hasMoved),
      ),
      (frame, except) => this.#broadcast(frame, except),
    );
  }

  /** What is durable; nobody but the room writes to it. */
  get live(): Y.Doc {
    return this.#state.live;
  }

  join(connection: DocumentConnection): void {
    if (this.#upkeep.isRenewed) connection.close(tryAgain);
    this.#connections.add(connection);
    // A copy of a former epoch would answer with all that it has: it is asked once it has shown what that is.
    if (this.#owners.epoch === 0) this.#updates.askForSync(connection);
    this.#presence.greet(connection);
  }

  leave(connection: DocumentConnection): void {
    if (this.#connections.delete(connection)) this.#presence.leave(connection);
  }

  /** Takes a message; resolves when its turn is over. */
  receive(connection: DocumentConnection, message: Message): Promise<void> {
    return this.#turns
      .run(() => (connection.isOpen ? this.#handle(connection, message) : undefined))
      .catch((cause: unknown) => this.#surprise(connection, cause));
  }

  /** Resolves once the decision is durable. @throws Problem as {@link stageDecision} does */
  decide(role: Role | null, command: Decide, at: number): Promise<void> {
    return this.#write(command.by.userId, at, (staging) => {
      const staged = stageDecision(staging, role, command, at);
      return { staged, instanceIds: [command.instanceId] };
    });
  }

  /** A change by the server, on behalf of a user or of none; it passes no rule. */
  edit(userId: string | null, at: number, change: (doc: Y.Doc) => void): Promise<void> {
    return this.#write(userId, at, (staging) => {
      const staged = this.#tryWrite(staging, change);
      return { staged, instanceIds: [...staged.instanceIds] };
    });
  }

  /** Resolves once what the rules let in is durable. */
  async add(by: Bringer, at: number, newcomers: readonly NewInstance[]): Promise<LeftOut> {
    const { labels } = this.parts;
    if (newcomers.some(({ label }) => !labels.known.ids.has(label))) await labels.refresh(true);
    let leftOut: LeftOut = new Map();
    await this.#write(by.userId, at, (staging) => {
      leftOut = judgeNewcomers(staging, newcomers, by, this.parts, this.#commits.documentBytes);
      const kept = newcomers.filter(({ id }) => !leftOut.has(id));
      const staged = this.#tryWrite(staging, (doc) => addNewcomers(doc, kept));
      return { staged, instanceIds: [...staged.instanceIds] };
    });
    return leftOut;
  }

  compact(): Promise<void> {
    return this.#upkeep.compact();
  }

  renew(): Promise<boolean> {
    return this.#upkeep.renew();
  }

  /** Resolves when everything that came in so far is durable or lost. */
  async settled(): Promise<void> {
    await this.#turns.run(() => {});
    await this.#commits.add(null).catch(() => {});
  }

  destroy(): void {
    this.#state.destroy();
  }

  #handle(connection: DocumentConnection, message: Message): void | Promise<void> {
    switch (message.kind) {
      case 'step1':
        return this.#answerStep1(connection, message.payload);
      case 'step2':
        return this.#updates.receiveSync(connection, message.payload);
      case 'update':
        return this.#updates.receive(connection, message.payload);
      case 'awareness':
        return this.#presence.receive(connection, message.payload);
      case 'queryAwareness':
        return this.#presence.greet(connection);
    }
  }

  #answerStep1(connection: DocumentConnection, stateVector: Uint8Array): void {
    const isOld = isOutdated(stateVector, this.#owners);
    const answer = isOld ? null : this.#state.step2(stateVector);
    if (answer === null) {
      connection.close(isOld ? outdated : malformed('a state vector that cannot be read'));
      return;
    }
    connection.charge(1, answer.length / ANSWER_DISCOUNT);
    connection.send(answer);
    if (!connection.wasAsked) this.#updates.askForSync(connection);
  }

  async #write(
    userId: string | null,
    at: number,
    write: (staging: Staging) => { staged: Staged; instanceIds: readonly string[] },
  ): Promise<void> {
    const { durable } = await this.#turns.run(async () => {
      if (this.#upkeep.isRenewed) throw new Problem('unavailable');
      await this.#state.prepare();
      const { staging } = this.#state;
      const { staged, instanceIds } = write(staging);
      staging.confirm(instanceIds);
      const instances = readModel(staging, this.parts.imageId, instanceIds);
      const { update: bytes } = staged;
      const entry = bytes && { userId, at, bytes, claims: [], instances };
      const shown = (): void => {
        if (!bytes) return;
        this.#show(bytes, null);
        this.parts.events.instancesStored(this.parts.image, instances);
      };
      return { durable: this.#commits.add(entry, shown) };
    });
    await durable.catch(() => {
      throw new Problem('unavailable');
    });
  }

  #tryWrite(staging: Staging, change: (doc: Y.Doc) => void): Staged {
    try {
      return staging.write(change);
    } catch (cause) {
      // Half of the change may stand.
      this.#state.rebuildStaging(this.#commits.pending());
      throw cause;
    }
  }

  #show(update: Uint8Array, sender: DocumentConnection | null): void {
    this.#state.show(update);
    this.#broadcast(updateFrame(update), sender);
    this.#upkeep.look();
  }

  #broadcast(frame: Uint8Array, except: DocumentConnection | null): void {
    for (const connection of this.#connections) if (connection !== except) connection.send(frame);
  }

  #closeAll(refusal: Refusal): void {
    for (const connection of this.#connections) connection.close(refusal);
  }

  /** A fault of ours must not cost anybody's work: the client comes back and sends it again. */
  #surprise(connection: DocumentConnection, cause: unknown): void {
    this.parts.logger.error({ err: cause, imageId: this.parts.imageId }, 'a message could not be handled');
    this.#state.rebuildStaging(this.#commits.pending());
    connection.close(tryAgain);
  }

  #fail(cause: unknown): void {
    this.parts.logger.error({ err: cause, imageId: this.parts.imageId }, 'the document log failed');
    this.parts.events.ended();
    this.#closeAll({ code: closeCodes.overload, reason: 'the server could not save; trying again' });
  }
}
