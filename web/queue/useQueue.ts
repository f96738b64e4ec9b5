import type { Decision } from '@maskroom/shared/annotation/instance';
import type { Label } from '@maskroom/shared/annotation/label';
import type { Me, Project } from '@maskroom/shared/protocol/http';
import type { Queue } from '@maskroom/shared/protocol/queue';
import { useState } from 'react';
import { connection } from '../connection/socketClient.ts';
import { type DecisionOutcome, type DecisionRequest, decide } from '../review/decide.ts';
import { refusalWords } from '../review/refusalWords.ts';
import { t } from '../ui/language/language.ts';
import { useNotes } from '../ui/Toast.tsx';
import {
  type News,
  openQueue,
  putBack,
  type QueueItem,
  type QueueState,
  seenIn,
  takeOut,
  withNow,
} from './queueState.ts';

interface QueueHandle {
  readonly state: QueueState;
  readonly change: (edit: (state: QueueState) => QueueState) => void;
  /** Decides and goes on at once; what the server refuses comes back into view with its reason. */
  readonly decideOn: (item: QueueItem, decision: 'accepted' | 'rejected', reason?: string) => void;
}

type Seen = DecisionRequest['seen'];

/** The queue as this reviewer works through it. */
export function useQueue(queue: Queue, me: Me, { labels }: Pick<Project, 'labels'>): QueueHandle {
  const notes = useNotes();
  const [state, change] = useState(() => openQueue(queue.items, me.id));
  const seen = seenIn(state);

  const decideOn = (item: QueueItem, decision: 'accepted' | 'rejected', reason?: string) => {
    change((last) => takeOut(last, item.id, true));
    void send(item, decision, seen, reason).then((outcome) => {
      if (outcome.status !== 'done') {
        change((last) => putBack(last, afterRefusal(item, outcome, labels), me.id, newsOf(outcome)));
        return notes.warn(refusalWords(outcome));
      }
      const takeBack = () =>
        void send(item, 'none', { by: me.id, at: outcome.at }).then((undone) => {
          if (undone.status === 'done') change((last) => putBack(last, item, me.id));
          else notes.warn(refusalWords(undone));
        });
      notes.say({
        title: t(`queue.did.${decision}`, { label: item.label }),
        action: { label: t('common.undo'), onClick: takeBack },
      });
    });
  };

  return { state, change, decideOn };
}

const send = (item: QueueItem, decision: Decision, seen: Seen, reason?: string): Promise<DecisionOutcome> => {
  const { descriptionHash, geometryHash, id: instanceId, imageId } = item;
  const asked = { imageId, instanceId, decision, geometryHash, descriptionHash, seen };
  return decide(connection().socket, { ...asked, ...(reason && { reason }) });
};

const afterRefusal = (item: QueueItem, outcome: DecisionOutcome, labels: readonly Label[]): QueueItem =>
  'now' in outcome ? withNow(item, outcome.now, labels) : item;

function newsOf(outcome: DecisionOutcome): News | null {
  if (outcome.status === 'changed') return { kind: 'changed' };
  return outcome.status === 'decided' ? { kind: 'decided', standing: outcome.standing } : null;
}
