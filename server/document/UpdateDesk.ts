import type { LogEntry } from '../store/documentLogStore.ts';
import type { ClientOwners } from './ClientOwners.ts';
import type { CommitQueue } from './CommitQueue.ts';
import { readModel } from './changes.ts';
import { closeCodes } from './closeCodes.ts';
import type { DocumentConnection } from './DocumentConnection.ts';
import type { DocumentState } from './DocumentState.ts';
import { MAX_GAPS, MAX_HELD_UPDATES } from './limits.ts';
import type { RoomParts } from './roomParts.ts';
import { admit, type Verdict } from './UpdateGate.ts';
import { step1Frame, updateFrame } from './wire.ts';

type Change = Extract<Verdict, { kind: 'change' }>;
type Hostile = Extract<Verdict, { kind: 'hostile' }>;

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
    const { parts, state, owners, commits } = this;
    const verdict = await admit(state.staging, payload, connection, {
      image: parts.image,
      owners,
      labels: parts.labels,
      documentBytes: () => commits.documentBytes,
    });
    switch (verdict.kind) {
      case 'gap':
        return this.#hold(connection, payload);
      case 'read-only':
        parts.logger.info(
          { imageId: parts.imageId, userId: connection.userId },
          'a write by a viewer was dropped',
        );
        return;
      case 'hostile':
        return this.#expel(connection, verdict);
      case 'nothing':
        commits.push(null, () => connection.send(updateFrame(payload)));
        break;
      case 'change':
        this.#commit(connection, payload, verdict);
    }
    connection.gaps = 0;
    // What waited for this update has its turn now, before anything that came later.
    for (const held of connection.held.splice(0)) await this.receive(connection, held);
  }

  askForSync(connection: DocumentConnection): void {
    connection.awaitedSyncs++;
    connection.send(step1Frame(this.state.stateVector()));
  }

  /** While a sync is on its way the gap closes by itself: a client edits before it has heard from us. */
  #hold(connection: DocumentConnection, payload: Uint8Array): void {
    connection.held.push(Uint8Array.from(payload));
    const isTooMuch = connection.held.length > MAX_HELD_UPDATES;
    if (connection.awaitedSyncs > 0 && !isTooMuch) return;
    connection.gaps++;
    if (connection.gaps < MAX_GAPS && !isTooMuch) this.askForSync(connection);
    else connection.close({ code: closeCodes.reload, reason: 'updates are missing' });
  }

  #expel(connection: DocumentConnection, { refusal, isStagingSpoilt }: Hostile): void {
    const { imageId, logger, events } = this.parts;
    logger.warn(
      { audit: 'update-refused', imageId, userId: connection.userId, ...refusal },
      'an update was refused',
    );
    if (isStagingSpoilt) this.state.rebuildStaging(this.commits.pending());
    events.strike(connection.userId);
    connection.close(refusal);
  }

  #commit(connection: DocumentConnection, payload: Uint8Array, change: Change): void {
    const { imageId, events, logger, now } = this.parts;
    const { userId } = connection;
    const { update, compensation, reverted, changes } = change;
    if (compensation) logger.info({ imageId, userId, reverted: [...reverted] }, 'a change was taken back');
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
      if (compensation) connection.send(updateFrame(compensation));
      for (const one of changes) events.instanceChange(imageId, one);
    });
  }
}
