import type { QueueChange } from '@maskroom/shared/protocol/queue';
import { useEffect } from 'react';
import { ACK_TIMEOUT_MS, connection } from '../connection/socketClient.ts';

interface QueueListener {
  readonly onChange: (change: QueueChange) => void;
  /** Something may have happened that was not told: since the queue was asked for, while there was no line. */
  readonly onMissed: () => void;
}

/** Hears what enters and leaves the project's queue, again after every reconnect. Listeners must be stable. */
export function useQueueNews(projectId: string, { onChange, onMissed }: QueueListener): void {
  useEffect(() => {
    const { socket } = connection();
    let isOver = false;
    const subscribe = async () => {
      const reply = await socket
        .timeout(ACK_TIMEOUT_MS)
        .emitWithAck('queue:subscribe', { projectId })
        .catch(() => null);
      if (!isOver && reply && 'ok' in reply) onMissed();
    };
    const connected = () => void subscribe();
    const hear = (change: QueueChange) => {
      if (change.projectId !== projectId) return;
      if (change.more) onMissed();
      else onChange(change);
    };
    socket.on('connect', connected);
    socket.on('queue:change', hear);
    if (socket.connected) connected();
    return () => {
      isOver = true;
      socket.off('connect', connected);
      socket.off('queue:change', hear);
      if (socket.connected) socket.emit('queue:unsubscribe', { projectId }, () => undefined);
    };
  }, [projectId, onChange, onMissed]);
}
