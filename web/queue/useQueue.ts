import type { Decision } from '@maskroom/shared/annotation/instance';
import type { Label } from '@maskroom/shared/annotation/label';
import type { Me, Project } from '@maskroom/shared/protocol/http';
import type { Queue, QueueChange, Standing } from '@maskroom/shared/protocol/queue';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { getQueue } from '../connection/api.ts';
import { connection } from '../connection/socketClient.ts';
import { type DecisionOutcome, type DecisionRequest, decide } from '../review/decide.ts';
import { decidedWords } from '../review/decidedWords.ts';
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
  standingIn,
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
  /** How much of this reviewer's own work waits for somebody else. */
  readonly own: number;
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
  const [state, change] = useState(() => openQueue(queue.items, at));
  const named = useMemo(() => withLabels(state, project.labels), [state, project.labels]);
  const replaced = standingIn(state);
  const [own, setOwn] = useState(queue.own);
  const onPage = useCallback((items: readonly QueueItem[]) => change((last) => withPage(last, items)), []);
  const left = leftIn(state);
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
    setOwn(fresh.own);
    return fresh.total;
  }, [project.id, asked, restart]);
  const isOver = here === 0 && ahead === 0 && state.deciding.size === 0;
  const { end, again } = useEnd(isOver, ask);
  const over = useRef(isOver);
  over.current = isOver;
  useQueueNews(project.id, {
    onChange: useCallback(
      (told: QueueChange) => {
        change((last) => hear(last, told, latest.current));
        // At the end one's own work is counted, and nothing else is left that would tell of it.
        if (over.current && mayBeOf(told, me.id)) again();
      },
      [again, me.id],
    ),
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
    void send(item, decision, replaced, reason).then((outcome) => {
      if (outcome.status !== 'done') {
        const now = afterRefusal(item, outcome, project.labels);
        change((last) => putBack(last, now, newsOf(outcome)));
        return notes.warn(refusalWords(outcome));
      }
      change((last) => answered(last, item.id));
      const takeBack = () =>
        void send(item, 'none', { by: me.id, at: outcome.at }).then((undone) => {
          if (undone.status === 'done') change((last) => putBack(last, item));
          else notes.warn(refusalWords(undone));
        });
      notes.say({
        title: t(`queue.did.${decision}`, { label: item.label }),
        // Nobody decides in another's name: what stood before cannot be brought back, only the question.
        ...(replaced && { description: replacedWords(replaced) }),
        action: { label: replaced ? t('queue.reopen') : t('common.undo'), onClick: takeBack },
      });
    });
  };

  return { state: named, ahead, own, end, change, decideOn, again };
}

/** What has gone is not told by its author. */
const mayBeOf = ({ gone, put }: QueueChange, userId: string): boolean =>
  gone.length > 0 || put.some(({ createdBy }) => createdBy === userId);

const replacedWords = ({ byName, decision, reason }: Standing): string =>
  t('queue.replaced', { decision: decidedWords(decision, byName, reason) });

const send = (
  item: QueueItem,
  decision: Decision,
  standing: Seen,
  reason?: string,
): Promise<DecisionOutcome> => {
  const seen = standing && { by: standing.by, at: standing.at };
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
