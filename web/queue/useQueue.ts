import type { Decision } from '@maskroom/shared/annotation/instance';
import type { Label } from '@maskroom/shared/annotation/label';
import type { Me, Project } from '@maskroom/shared/protocol/http';
import type { Queue } from '@maskroom/shared/protocol/queue';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { getQueue } from '../connection/api.ts';
import { connection } from '../connection/socketClient.ts';
import { type DecisionOutcome, type DecisionRequest, decide } from '../review/decide.ts';
import { refusalWords } from '../review/refusalWords.ts';
import { t } from '../ui/language/language.ts';
import { useNotes } from '../ui/Toast.tsx';
import { hear, refresh } from './liveQueue.ts';
import type { AskedQueue } from './QueueChoice.tsx';
import {
  answered,
  decideIn,
  leftIn,
  type News,
  openQueue,
  putBack,
  type QueueItem,
  type QueueState,
  seenIn,
  withLabels,
  withNow,
  withPage,
} from './queueState.ts';
import { useAhead } from './useAhead.ts';
import { type End, useEnd } from './useEnd.ts';
import { useQueueNews } from './useQueueNews.ts';

interface QueueHandle {
  readonly state: QueueState;
  /** What waits besides, and has not been asked for yet. */
  readonly ahead: number;
  readonly change: (edit: (state: QueueState) => QueueState) => void;
  /** Decides and goes on at once; what the server refuses comes back into view with its reason. */
  readonly decideOn: (item: QueueItem, decision: 'accepted' | 'rejected', reason?: string) => void;
  /** What an empty queue means. */
  readonly end: End;
  /** Asks for the queue again. */
  readonly again: () => void;
}

type Seen = DecisionRequest['seen'];

interface Work {
  readonly queue: Queue;
  readonly project: Pick<Project, 'id' | 'labels'>;
  readonly asked: AskedQueue;
  /** Where to begin. */
  readonly at: readonly string[];
  readonly me: Me;
}

/** The queue as this reviewer works through it, and as others draw and decide meanwhile. */
export function useQueue({ asked, at, me, project, queue }: Work): QueueHandle {
  const notes = useNotes();
  const [state, change] = useState(() => openQueue(queue.items, me.id, at));
  const named = useMemo(() => withLabels(state, project.labels), [state, project.labels]);
  const seen = seenIn(state);
  const onPage = useCallback(
    (items: readonly QueueItem[]) => change((last) => withPage(last, items, me.id)),
    [me.id],
  );
  const left = leftIn(state, me.id);
  const here = state.items.length;
  const { count: ahead, restart } = useAhead({ projectId: project.id, asked, queue, here, left, onPage });
  const isPart = ahead > 0;
  const of = useMemo(() => ({ ...asked, userId: me.id, isPart }), [asked, me.id, isPart]);
  const latest = useRef(of);
  latest.current = of;
  const ask = useCallback(async () => {
    const fresh = await getQueue(project.id, { ...asked });
    change((last) => refresh(last, fresh.items, fresh.next === null, latest.current));
    restart(fresh);
    return fresh.total;
  }, [project.id, asked, restart]);
  const { end, again } = useEnd(here === 0 && ahead === 0 && state.deciding.size === 0, ask);
  useQueueNews(project.id, {
    onChange: useCallback((told) => change((last) => hear(last, told, latest.current)), []),
    onMissed: again,
  });
  const labels = useRef(project.labels);
  useEffect(() => {
    if (labels.current === project.labels) return;
    labels.current = project.labels;
    // Answers come with the words of their attributes.
    again();
  }, [again, project.labels]);

  const decideOn = (item: QueueItem, decision: 'accepted' | 'rejected', reason?: string) => {
    change((last) => decideIn(last, item.id));
    void send(item, decision, seen, reason).then((outcome) => {
      if (outcome.status !== 'done') {
        const now = afterRefusal(item, outcome, project.labels);
        change((last) => putBack(last, now, me.id, newsOf(outcome)));
        return notes.warn(refusalWords(outcome));
      }
      change((last) => answered(last, item.id));
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

  return { state: named, ahead, end, change, decideOn, again };
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
  if (outcome.status === 'refused' && outcome.failure.code === 'not-found') return { kind: 'gone' };
  return outcome.status === 'decided' ? { kind: 'decided', standing: outcome.standing } : null;
}
