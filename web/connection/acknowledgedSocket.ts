import type { Ledger } from './acknowledgementLedger.ts';

/** What the provider constructs; a constructor of a WebSocket that keeps a ledger of its frames. */
export type SocketConstructor = typeof WebSocket;

const SYNC = 0;

const bytesOf = (data: unknown): Uint8Array | null =>
  data instanceof Uint8Array ? data : data instanceof ArrayBuffer ? new Uint8Array(data) : null;

/**
 * A WebSocket class whose instances report every frame to the ledger. Frames that come in are reported before
 * the provider's own handler sees them; `afterEcho` is true for the first sync frame behind an echo, which is
 * where the server puts the compensation of a change that it did not allow.
 */
export function acknowledgedSocket(
  Base: SocketConstructor,
  ledger: Ledger,
  onSyncFrame: (frame: { readonly bytes: Uint8Array; readonly afterEcho: boolean }) => void,
): SocketConstructor {
  let current: WebSocket | undefined;
  return class AcknowledgedSocket extends Base {
    #afterEcho = false;

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      // A socket that was given up may say that it closed only after its successor has sent something.
      ledger.closed();
      current = this;
      this.addEventListener('message', ({ data }) => {
        const frame = bytesOf(data);
        if (current !== this || frame === null || frame[0] !== SYNC) return;
        onSyncFrame({ bytes: frame, afterEcho: this.#afterEcho });
        this.#afterEcho = ledger.received(frame);
      });
      this.addEventListener('close', () => {
        if (current === this) ledger.closed();
      });
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      const frame = bytesOf(data);
      if (frame) ledger.sent(frame);
      super.send(data);
    }
  };
}
