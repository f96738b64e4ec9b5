import type { Failure } from '@maskroom/shared/protocol/socket';
import { ACK_TIMEOUT_MS, type AppSocket } from './socketClient.ts';

interface Subscription<Reply extends object> {
  readonly ask: (socket: ReturnType<AppSocket['timeout']>) => Promise<Reply | Failure>;
  /** Every time that the server has taken it. */
  readonly onReply: (reply: Reply) => void;
  readonly onRefused?: (failure: Failure) => void;
  readonly end: () => void;
}

const isFailure = <Reply extends object>(reply: Reply | Failure): reply is Failure => 'code' in reply;

/**
 * Asks for it as soon as there is a line and again after every reconnect, since the server keeps nothing of a socket that is
 * gone. Gives back how to end it; what is answered behind that is not told.
 */
export function keepSubscribed<Reply extends object>(
  socket: AppSocket,
  { ask, end, onRefused, onReply }: Subscription<Reply>,
): () => void {
  let isOver = false;
  const connected = async () => {
    // What is lost with the line is asked for again with the next one.
    const reply = await ask(socket.timeout(ACK_TIMEOUT_MS)).catch(() => null);
    if (isOver || reply === null) return;
    if (isFailure(reply)) onRefused?.(reply);
    else onReply(reply);
  };
  socket.on('connect', connected);
  if (socket.connected) void connected();
  return () => {
    isOver = true;
    socket.off('connect', connected);
    if (socket.connected) end();
  };
}
