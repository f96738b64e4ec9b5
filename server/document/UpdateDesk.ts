import type { LogEntry } from '../store/documentLogStore.ts';
import type { ClientOwners } from './ClientOwners.ts';
import type { CommitQueue } from './CommitQueue.ts';
import { readModel } from './changes.ts';
import { closeCodes, outdated, type Refusal } from './closeCodes.ts';
import type { DocumentConnection } from './DocumentConnection.ts';
import type { DocumentState } from './DocumentState.ts';
import { MAX_GAPS, MAX_HELD_UPDATES } from './limits.ts';
import type { RoomParts } from './roomParts.ts';
import { admit, type Verdict } from './UpdateGate.ts';
import { step1Frame, updateFrame } from './wire.ts';

type Change = Extract<Verdict, { kind: 'change' }>;
type Hostile = Extract<Verdict, { kind: 'hostile' }>;

const updatesAreMissing: Refusal = { code: closeCodes.reload, reason: 'updates are missing' };

/** Where clients' updates are received: each passes the gate, and what it comes to is carried out here. */
export class UpdateDesk {
  constructor(
    readonly parts: RoomParts,
    readonly state: DocumentState,
    readonly owners: ClientOwners,
    readonly commits: CommitQueue,
    /** Makes a durable update visible to all but its sender. */
    readonly show: (update: Uint8Array, sender: DocumentConnection) => void,
  ) {}

  async receive(connection: DocumentConnection, payload: Uint8Array): Promise<void> {
    if (await this.#take(connection, payload)) return;
    this.#hold(connection, payload);
    // While a sync is on its way the gap closes by itself: a client edits before it has heard from us.
    if (connection.awaitedSyncs === 0) this.#missing(connection);
  }

  /** A step2: behind it, what was held has its turn, before anything that came later. */
  async receiveSync(connection: DocumentConnection, payload: Uint8Array): Promise<void> {
    connection.awaitedSyncs = Math.max(0, connection.awaitedSyncs - 1);
    for (const update of [payload, ...connection.held.splice(0)]) {
      if (!connection.isOpen) return;
      if (!(await this.#take(connection, update))) this.#hold(connection, update);
    }
    if (connection.held.length > 0) this.#missing(connection);
    else connection.gaps = 0;
  }

  askForSync(connection: DocumentConnection): void {
    connection.wasAsked = true;
    connection.awaitedSyncs++;
    connection.send(step1Frame(this.state.stateVector()));
  }

  /** False when the update builds on what is not here. */
  async #take(connection: DocumentConnection, payload: Uint8Array): Promise<boolean> {
    const { parts, state, owners, commits } = this;
    if (state.isKnown(payload)) {
      commits.push(null, () => connection.send(updateFrame(payload)));
      return true;
    }
    await state.prepare();
    const verdict = await admit(state.staging, payload, connection, {
      image: parts.image,
      owners,
      labels: parts.labels,
      documentBytes: () => commits.documentBytes,
      now: parts.now,
    });
    switch (verdict.kind) {
      case 'gap':
        return false;
      case 'read-only':
        parts.logger.info(this.#who(connection), 'a write by a viewer was dropped');
        break;
      case 'outdated':
        connection.close(outdated);
        break;
      case 'hostile':
        this.#expel(connection, verdict);
        break;
      case 'nothing':
        commits.push(null, () => connection.send(updateFrame(payload)));
        break;
      case 'change':
        this.#commit(connection, payload, verdict);
    }
    return true;
  }

  #hold(connection: DocumentConnection, payload: Uint8Array): void {
    connection.held.push(Uint8Array.from(payload));
    const bytes = connection.held.reduce((sum, { length }) => sum + length, 0);
    const isTooMuch = connection.held.length > MAX_HELD_UPDATES || bytes > this.parts.limits.syncBytes;
    if (isTooMuch) connection.close(updatesAreMissing);
  }

  #missing(connection: DocumentConnection): void {
    connection.gaps++;
    if (connection.gaps < MAX_GAPS) this.askForSync(connection);
    else connection.close(updatesAreMissing);
  }

  #expel(connection: DocumentConnection, { refusal, isStagingSpoilt }: Hostile): void {
    const { logger, events } = this.parts;
    const audit = { audit: 'update-refused', ...this.#who(connection), ...refusal };
    logger.warn(audit, 'an update was refused');
    if (isStagingSpoilt) this.state.rebuildStaging(this.commits.pending());
    events.strike(connection.userId);
    connection.close(refusal);
  }

  #commit(connection: DocumentConnection, payload: Uint8Array, change: Change): void {
    const { imageId, events, logger, now } = this.parts;
    const { userId } = connection;
    const { update, aftermath, reverted, changes } = change;
    if (reverted.size > 0)
      logger.info({ imageId, userId, reverted: [...reverted] }, 'a change was taken back');
    const entry: LogEntry = {
      userId,
      at: now(),
      bytes: update,
      claims: this.owners.persist(change.writers),
      instances: readModel(this.state.staging, imageId, change.instanceIds),
    };
    this.commits.push(entry, () => {
      this.show(update, connection);
      connection.send(updateFrame(payload));
      if (aftermath) connection.send(updateFrame(aftermath));
      events.instancesStored(this.parts.image, entry.instances);
      for (const one of changes) events.instanceChange(this.parts.image, one);
    });
  }

  #who(connection: DocumentConnection): { imageId: string; userId: string } {
    return { imageId: this.parts.imageId, userId: connection.userId };
  }
}
