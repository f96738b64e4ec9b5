import type { QueueChange } from '@maskroom/shared/protocol/queue';
import { useEffect } from 'react';
import { keepSubscribed } from '../connection/keepSubscribed.ts';
import { connection } from '../connection/socketClient.ts';

interface QueueListener {
  readonly onChange: (change: QueueChange) => void;
  /** Something may have happened that was not told: since the queue was asked for, while there was no line. */
  readonly onMissed: () => void;
}

/** Hears what enters and leaves the project's queue, again after every reconnect. Listeners must be stable. */
export function useQueueNews(projectId: string, { onChange, onMissed }: QueueListener): void {
  useEffect(() => {
    const { socket } = connection();
    const hear = (change: QueueChange) => {
      if (change.projectId !== projectId) return;
      if (change.more) onMissed();
      else onChange(change);
    };
    socket.on('queue:change', hear);
    const end = keepSubscribed(socket, {
      ask: (timed) => timed.emitWithAck('queue:subscribe', { projectId }),
      onReply: onMissed,
      end: () => socket.emit('queue:unsubscribe', { projectId }, () => undefined),
    });
    return () => {
      end();
      socket.off('queue:change', hear);
    };
  }, [projectId, onChange, onMissed]);
}
