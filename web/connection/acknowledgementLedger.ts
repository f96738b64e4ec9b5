/**
 * What of one's own work the server has yet to confirm. Every update or step2 frame sent to a document comes
 * back byte for byte (as an update frame) once it is durable, so a frame is confirmed by equality of its bytes.
 * An edit made without a connection is carried: the step2 that answers the server's next step1 holds all of
 * them. The echo of a step2 also confirms whatever was sent before it, because a step2 is all that the server
 * did not have.
 */
export interface Ledger {
  /** A frame goes out on the socket. */
  sent(frame: Uint8Array): void;
  /** A frame came in; true when it confirmed one of ours. */
  received(frame: Uint8Array): boolean;
  /** The document changed by this tab while nothing could be sent. */
  editedOffline(): void;
  /** The socket closed: what was not confirmed is carried to the next one. */
  closed(): void;
  readonly unconfirmed: number;
}

interface SentFrame {
  readonly bytes: Uint8Array;
  readonly isStep2: boolean;
  /** Edits this frame brings; a step2 brings all that were carried. */
  readonly edits: number;
}

const [SYNC, STEP2, UPDATE] = [0, 1, 2];

export function createLedger(onChange: () => void): Ledger {
  let queue: SentFrame[] = [];
  let carried = 0;

  return {
    sent(frame) {
      if (!carriesUpdate(frame)) return;
      const isStep2 = frame[1] === STEP2;
      queue.push({ bytes: frame.slice(2), isStep2, edits: isStep2 ? carried : 1 });
      if (isStep2) carried = 0;
      onChange();
    },
    received(frame) {
      if (frame[0] !== SYNC || frame[1] !== UPDATE) return false;
      const index = queue.findIndex(({ bytes }) => equalAfter(frame, 2, bytes));
      if (index < 0) return false;
      if (queue[index].isStep2) queue = queue.slice(index + 1);
      else queue.splice(index, 1);
      onChange();
      return true;
    },
    editedOffline() {
      carried++;
      onChange();
    },
    closed() {
      carried = countEdits(queue) + carried;
      queue = [];
      onChange();
    },
    get unconfirmed() {
      return countEdits(queue) + carried;
    },
  };
}

/** Types below 128 take one byte, so both type and sub-type stand at fixed places. */
const carriesUpdate = (frame: Uint8Array): boolean =>
  frame.length > 2 && frame[0] === SYNC && (frame[1] === STEP2 || frame[1] === UPDATE);

const countEdits = (queue: readonly SentFrame[]): number => queue.reduce((sum, { edits }) => sum + edits, 0);

function equalAfter(frame: Uint8Array, offset: number, bytes: Uint8Array): boolean {
  if (frame.length - offset !== bytes.length) return false;
  for (let i = 0; i < bytes.length; i++) if (frame[offset + i] !== bytes[i]) return false;
  return true;
}
