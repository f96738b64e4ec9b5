import type { AwarenessRelay } from './AwarenessRelay.ts';
import type { AwarenessEntry } from './awarenessCodec.ts';
import { encodeAwareness } from './awarenessCodec.ts';
import type { DocumentConnection } from './DocumentConnection.ts';
import { awarenessFrame } from './wire.ts';

/** What a state costs a socket that asks for all of them, bytes. */
const STATE_COST = 256;

/** Carries awareness between a room's sockets: the relay decides, this sends. */
export class RoomPresence {
  constructor(
    readonly relay: AwarenessRelay,
    readonly broadcast: (frame: Uint8Array, except: DocumentConnection) => void,
  ) {}

  receive(connection: DocumentConnection, payload: Uint8Array): void {
    const relayed = this.relay.receive(connection, payload);
    if (!relayed.ok) {
      connection.close(relayed.error);
      return;
    }
    // The client takes thirty seconds without a message for a dead line: it hears itself.
    connection.send(awarenessFrame(payload));
    const { toSender, toOthers } = relayed.value;
    if (toSender.length > 0) connection.send(awarenessFrame(encodeAwareness(toSender)));
    this.#tell(toOthers, connection);
  }

  /** Everybody's state, for one who comes or asks. */
  greet(connection: DocumentConnection): void {
    const states = this.relay.states();
    connection.charge(1, states.length * STATE_COST);
    connection.send(awarenessFrame(encodeAwareness(states)));
  }

  leave(connection: DocumentConnection): void {
    this.#tell(this.relay.leave(connection), connection);
  }

  #tell(entries: readonly AwarenessEntry[], except: DocumentConnection): void {
    if (entries.length > 0) this.broadcast(awarenessFrame(encodeAwareness(entries)), except);
  }
}
