import { type ClientToServer, type ServerToClient, SOCKET_PATH } from '@maskroom/shared/protocol/socket';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';

export type AppSocket = Socket<ServerToClient, ClientToServer>;

/** `signed-out` is final until the person signs in again; `offline` mends itself. */
export type ConnectionState = 'connecting' | 'online' | 'offline' | 'signed-out';

export interface Connection {
  readonly socket: AppSocket;
  readonly state: StoreApi<{ readonly state: ConnectionState }>;
}

/** An acknowledgement that takes longer than this counts as lost; masks of a first click wait for the encoder. */
export const ACK_TIMEOUT_MS = 60_000;

const refusalSchema = z.object({ data: z.object({ code: z.string() }) });

/** The server refuses a handshake with a problem's code beside the message. */
const isSignedOut = (error: Error): boolean =>
  refusalSchema.safeParse(error).data?.data.code === 'unauthenticated';

function openConnection(): Connection {
  const socket: AppSocket = io({
    path: SOCKET_PATH,
    addTrailingSlash: false,
    transports: ['websocket', 'polling'],
  });
  const state = createStore<{ state: ConnectionState }>(() => ({ state: 'connecting' }));
  const become = (next: ConnectionState) => state.setState({ state: next });

  socket.on('connect', () => become('online'));
  socket.on('disconnect', () => {
    if (state.getState().state !== 'signed-out') become('offline');
  });
  socket.on('connect_error', (error) => {
    // `active` means that the client tries again by itself: the server was not reached.
    if (socket.active) become('offline');
    else become(isSignedOut(error) ? 'signed-out' : 'offline');
  });
  socket.on('session:expired', () => become('signed-out'));
  return { socket, state };
}

let current: Connection | undefined;

/** The tab's one socket, opened when first asked for. Only in the browser. */
export function connection(): Connection {
  current ??= openConnection();
  return current;
}

/** After signing in or out: the next {@link connection} carries the new cookie. */
export function closeConnection(): void {
  current?.socket.disconnect();
  current = undefined;
}
