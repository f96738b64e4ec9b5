import type { Decision } from '@maskroom/shared/annotation/instance';
import type { Me } from '@maskroom/shared/protocol/http';
import type { Queue } from '@maskroom/shared/protocol/queue';
import type { Decided } from '@maskroom/shared/protocol/socket';
import { useCallback, useEffect, useState } from 'react';
import { connection } from '../connection/socketClient.ts';
import { type DecisionOutcome, decide } from '../review/decide.ts';
import { t } from '../ui/language/language.ts';
import { type Notes, useNotes } from '../ui/Toast.tsx';
import { openQueue, putBack, type QueueItem, type QueueState, takeOut, withShape } from './queueState.ts';

interface QueueHandle {
  readonly state: QueueState;
  readonly change: (edit: (state: QueueState) => QueueState) => void;
  /** Decides and goes on at once; what the server refuses comes back into view with its reason. */
  readonly decideOn: (item: QueueItem, decision: 'accepted' | 'rejected', reason?: string) => void;
}

/** The queue as this reviewer works through it, with what others decide taken out as it happens. */
export function useQueue(queue: Queue, me: Me): QueueHandle {
  const notes = useNotes();
  const [state, change] = useState(() => openQueue(queue.items, me.id));

  useEffect(() => {
    const { socket } = connection();
    const hear = ({ instanceId, decision }: Decided) => {
      if (decision !== 'none') change((last) => takeOut(last, instanceId, false));
    };
    socket.on('review:decided', hear);
    return () => void socket.off('review:decided', hear);
  }, []);

  const send = useCallback((item: QueueItem, decision: Decision, reason?: string) => {
    const { imageId, id: instanceId, geometryHash } = item;
    const { socket } = connection();
    return decide(socket, { imageId, instanceId, decision, geometryHash, ...(reason ? { reason } : {}) });
  }, []);

  const decideOn = useCallback(
    (item: QueueItem, decision: 'accepted' | 'rejected', reason?: string) => {
      change((last) => takeOut(last, item.id, true));
      void send(item, decision, reason).then((outcome) => {
        if (outcome.status !== 'done') {
          change((last) => putBack(last, afterRefusal(item, outcome), me.id));
          return explain(notes, item, outcome);
        }
        const takeBack = () =>
          void send(item, 'none').then((undone) => {
            if (undone.status === 'done') change((last) => putBack(last, item, me.id));
            else explain(notes, item, undone);
          });
        notes.say({
          title: t(`queue.did.${decision}`, { label: item.label }),
          action: { label: t('common.undo'), onClick: takeBack },
        });
      });
    },
    [send, notes, me.id],
  );

  return { state, change, decideOn };
}

const afterRefusal = (item: QueueItem, outcome: DecisionOutcome): QueueItem =>
  outcome.status === 'changed' ? withShape(item, outcome.polygon, outcome.geometryHash) : item;

function explain(notes: Notes, item: QueueItem, outcome: DecisionOutcome): void {
  if (outcome.status === 'changed')
    notes.warn({
      title: t('queue.changed', { label: item.label }),
      description: t('queue.changedAdvice'),
    });
  if (outcome.status === 'refused')
    notes.warn({ title: t('queue.undecided'), description: outcome.failure.message });
}
