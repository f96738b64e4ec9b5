import type { AppSocket } from './socketClient.ts';

/**
 * Calls `again` each time that there is a line after there was none: what was told meanwhile was told to nobody here. Gives
 * back how to stop.
 */
export function onReconnect(socket: AppSocket, again: () => void): () => void {
  let wasOffline = false;
  const disconnected = () => {
    wasOffline = true;
  };
  const connected = () => {
    if (wasOffline) again();
  };
  socket.on('disconnect', disconnected);
  socket.on('connect', connected);
  return () => {
    socket.off('disconnect', disconnected);
    socket.off('connect', connected);
  };
}
