import { instancesOf } from '@maskroom/shared/document/documentModel';
import { DOCUMENT_PATH } from '@maskroom/shared/protocol/socket';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { acknowledgedSocket, type SocketConstructor } from './acknowledgedSocket.ts';
import { createLedger } from './acknowledgementLedger.ts';
import { closeReason, type SavedState } from './savedState.ts';
import { announceAsItCame } from './wholeDocument.ts';

export type Awareness = WebsocketProvider['awareness'];

/** One image's document, kept in step with the server for as long as it is open. */
export interface DocumentConnection {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly saved: StoreApi<{ readonly saved: SavedState }>;
  /** The origin of transactions that came from the server. */
  readonly remoteOrigin: object;
  /** Resolves when the document holds what the server has; never, if it is closed before. */
  readonly whenSynced: Promise<void>;
  /** True while the frame behind an echo is applied: what it takes back was not allowed. */
  isCompensation(): boolean;
  /** The document holds at least this many instances; before that it does not count as synced. */
  expect(instances: number): void;
  /** Stops for good with one of the final close codes, when the refusal came by another way. */
  end(code: number): void;
  close(): void;
}

export interface DocumentOptions {
  /** ws: or wss: origin of the server. */
  readonly serverUrl: string;
  readonly imageId: string;
  readonly WebSocketBase?: SocketConstructor;
  /** {@link OVERDUE_MS} when absent. */
  readonly overdueMs?: number;
}

/**
 * A healthy server confirms an edit within milliseconds. After this long the connection counts as dead, though
 * the browser has not noticed: it is opened anew, and everything unconfirmed goes out again.
 */
const OVERDUE_MS = 10_000;

export function openDocument({
  serverUrl,
  imageId,
  WebSocketBase = WebSocket,
  overdueMs = OVERDUE_MS,
}: DocumentOptions): DocumentConnection {
  const doc = new Y.Doc();
  const saved = createStore<{ saved: SavedState }>(() => ({ saved: { state: 'opening' } }));
  let closedWith: number | null = null;
  let lost = false;
  let afterEcho = false;
  let arriving: Uint8Array | null = null;
  let savedAt = 0;
  let expected = 0;
  let overdue: ReturnType<typeof setTimeout> | null = null;
  let tellSynced = () => {};
  const whenSynced = new Promise<void>((resolve) => {
    tellSynced = resolve;
  });

  const ledger = createLedger(() => {
    watchOverdue();
    refresh();
  });
  const provider = new WebsocketProvider(`${serverUrl}${DOCUMENT_PATH}`, imageId, doc, {
    connect: false,
    disableBc: true,
    WebSocketPolyfill: acknowledgedSocket(WebSocketBase, ledger, (frame) => {
      afterEcho = frame.afterEcho;
      arriving = frame.bytes;
    }),
  });

  speakForOneselfOnly(provider);
  announceAsItCame(doc, provider, () => arriving);

  const isSynced = () => provider.synced && instancesOf(doc).size >= expected;

  function current(): SavedState {
    const count = ledger.unconfirmed;
    if (closedWith !== null)
      return { state: 'closed', code: closedWith, reason: closeReason(closedWith), queued: count };
    if (!provider.wsconnected && lost) return { state: 'offline', queued: count };
    if (count > 0) return { state: 'saving', count };
    return isSynced() ? { state: 'saved', at: savedAt } : { state: 'opening' };
  }

  function watchOverdue(): void {
    if (overdue !== null) clearTimeout(overdue);
    overdue = null;
    if (ledger.unconfirmed === 0 || closedWith !== null) return;
    overdue = setTimeout(() => {
      if (!provider.wsconnected) return;
      provider.disconnect();
      provider.connect();
    }, overdueMs);
  }

  function refresh(): void {
    if (isSynced()) tellSynced();
    const before = saved.getState().saved;
    if (before.state !== 'saved' && current().state === 'saved') savedAt = Date.now();
    const next = current();
    if (!sameState(before, next)) saved.setState({ saved: next });
  }

  const onUpdate = (_update: Uint8Array, origin: unknown) => {
    const sends = provider.wsconnected && provider.ws?.readyState === 1;
    if (origin !== provider && !sends) ledger.editedOffline();
    else refresh();
  };
  doc.on('update', onUpdate);
  provider.on('sync', refresh);
  provider.on('status', refresh);
  provider.on('connection-close', () => {
    lost = true;
    // The provider drops its socket only after it has told us.
    queueMicrotask(refresh);
  });
  provider.on('closed', ({ code }) => {
    closedWith = code;
    refresh();
  });
  provider.connect();

  return {
    doc,
    awareness: provider.awareness,
    saved,
    remoteOrigin: provider,
    whenSynced,
    isCompensation: () => afterEcho,
    expect(instances) {
      expected = instances;
      refresh();
    },
    end(code) {
      closedWith = code;
      provider.disconnect();
      refresh();
    },
    close() {
      if (overdue !== null) clearTimeout(overdue);
      doc.off('update', onUpdate);
      provider.destroy();
      provider.awareness.destroy();
      doc.destroy();
    },
  };
}

/**
 * The provider hands back to the server whatever it learns of others, which with n people in a room makes n²
 * messages of every cursor's move. The server knows already: only what this tab says of itself is sent.
 */
function speakForOneselfOnly(provider: WebsocketProvider): void {
  const { awareness, _awarenessUpdateHandler: send } = provider;
  awareness.off('update', send);
  awareness.on('update', (changes: unknown, origin: unknown) => {
    if (origin !== provider) send(changes, origin);
  });
}

const sameState = (a: SavedState, b: SavedState): boolean => JSON.stringify(a) === JSON.stringify(b);
