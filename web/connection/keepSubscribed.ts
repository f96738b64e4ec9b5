import { problemTable } from '@maskroom/shared/base/problem';
import type { Failure } from '@maskroom/shared/protocol/socket';
import { ACK_TIMEOUT_MS, type AppSocket } from './socketClient.ts';

/** So long a server may take before it is asked again; twice that the next time, so that a busy one is not asked more. */
const FIRST_WAIT_MS = 5_000;

interface Subscription<Reply extends object> {
  readonly ask: (socket: ReturnType<AppSocket['timeout']>) => Promise<Reply | Failure>;
  /** Every time that the server has taken it. */
  readonly onReply: (reply: Reply) => void;
  /** For good: asking again would change nothing. */
  readonly onRefused?: (failure: Failure) => void;
  /** There is a line, but no answer on it, or none yet; it is asked again. */
  readonly onUnanswered?: () => void;
  readonly end: () => void;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const isFailure = <Reply extends object>(reply: Reply | Failure): reply is Failure => 'code' in reply;
const isForGood = <Reply extends object>(reply: Reply | Failure): boolean =>
  !isFailure(reply) || !problemTable[reply.code].retryable;

/**
 * Asks for it as soon as there is a line and again after every reconnect, since the server keeps nothing of a socket that is
 * gone, and where the server does not answer. Gives back how to end it; what is answered behind that is not told.
 */
export function keepSubscribed<Reply extends object>(
  socket: AppSocket,
  { ask, end, onRefused, onReply, onUnanswered }: Subscription<Reply>,
): () => void {
  let isOver = false;
  const connected = async () => {
    const line = socket.id;
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, ACK_TIMEOUT_MS)) {
      const reply = await ask(socket.timeout(waitMs)).catch(() => null);
      if (isOver) return;
      if (reply !== null && isForGood(reply)) return isFailure(reply) ? onRefused?.(reply) : onReply(reply);
      // What is lost with the line is asked for again with the next one.
      if (socket.id !== line) return;
      onUnanswered?.();
      if (reply !== null) await pause(waitMs);
      if (isOver || socket.id !== line) return;
    }
  };
  socket.on('connect', connected);
  if (socket.connected) void connected();
  return () => {
    isOver = true;
    socket.off('connect', connected);
    if (socket.connected) end();
  };
}
