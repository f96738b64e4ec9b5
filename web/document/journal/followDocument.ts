import { createListeners } from '@maskroom/shared/base/listeners';
import { countInstances, documentCaps, isLocked } from '@maskroom/shared/document/documentModel';
import type { DocumentConnection } from '../../connection/documentConnection.ts';
import { unsavedCount } from '../../connection/savedState.ts';
import { watchRefusals } from '../refusals.ts';
import { closedReason } from './closedReason.ts';
import type { Journal } from './journal.ts';
import { reapply, stands } from './reapply.ts';
import { recordSteps } from './recordSteps.ts';
import type { RefusalReason, Step, StepPicture } from './step.ts';
import { sumUp } from './wanted.ts';

/** Follows one open document: what is done in it goes into the journal, and out of it when the server has it. */
export interface Following {
  /** Instances whose change the server took back. */
  onRefused(listener: (instanceIds: readonly string[]) => void): () => void;
  /** Brings what earlier pages left waiting, once the document is synced. `mayUnlock`: as a lead may. */
  takeUp(mayUnlock: boolean): Promise<void>;
}

/** One update on its way: the steps it is of, and those that are done with it. */
interface Sent {
  readonly steps: readonly Step[];
  readonly done: readonly string[];
}

/** The origin of a transaction that brings steps of an earlier page. */
class TakenUp {
  constructor(readonly sent: Sent) {}
}

/** What takes a change back comes right behind its echo; only after this long does a step count as done for good. */
const SETTLED_AFTER_MS = 1_000;

const followings = new WeakMap<DocumentConnection, Following>();

/** One following for each connection, however often it is asked for; it ends with the connection. */
export function followDocument(
  connection: DocumentConnection,
  picture: StepPicture,
  journal: Journal,
): Following {
  const existing = followings.get(connection);
  if (existing) return existing;
  const { doc, saved } = connection;
  const refusals = createListeners<[instanceIds: readonly string[]]>();
  let [waiting, confirmed]: [Sent[], Sent[]] = [[], []];
  let settled: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended: { readonly reason: RefusalReason | null } | null = null;

  const settle = () => {
    const ids = settled;
    settled = [];
    timer = undefined;
    if (ids.length > 0) journal.confirm(ids);
  };

  const stopRecording = recordSteps(doc, connection.remoteOrigin, (changes, kind, origin) => {
    if (origin instanceof TakenUp) {
      waiting.push(origin.sent);
      return;
    }
    const step: Step = {
      ...picture,
      id: crypto.randomUUID(),
      tab: journal.tab,
      at: Date.now(),
      kind,
      state: 'waiting',
      reason: null,
      changes: [...changes],
    };
    waiting.push({ steps: [step], done: [step.id] });
    if (changes.length > 0) journal.add(step);
    if (ended) leave(ended.reason);
  });

  // Updates are confirmed in the order they were sent in: as many wait as the connection counts, the newest.
  const stopCounting = saved.subscribe(({ saved: now }) => {
    const come = waiting.splice(0, Math.max(0, waiting.length - unsavedCount(now)));
    if (come.length > 0) {
      confirmed = come;
      settled.push(...come.flatMap(({ done }) => done));
      timer ??= setTimeout(settle, SETTLED_AFTER_MS);
    }
    if (now.state === 'closed') end(closedReason(now.code));
  });

  const stopRefusals = watchRefusals({
    doc,
    isCompensation: connection.isCompensation,
    sent: () => sumUp(confirmed.flatMap(({ steps }) => steps)),
    onRefused(instanceIds) {
      const refused = new Set(instanceIds);
      refuse(confirmed, refused);
      // What was done since on top of it comes to nothing too, and no word will say so.
      const since = sumUp(waiting.flatMap(({ steps }) => steps)).filter((wanted) => !stands(doc, wanted));
      refuse(waiting, new Set(since.map(({ instanceId }) => instanceId).filter((id) => refused.has(id))));
      refusals.tell(instanceIds);
    },
  });

  function refuse(sent: readonly Sent[], instanceIds: ReadonlySet<string>, reason?: RefusalReason): void {
    for (const { steps } of sent)
      for (const step of steps)
        for (const id of new Set(step.changes.map(({ instanceId }) => instanceId)))
          if (instanceIds.has(id)) journal.refuse(step.id, new Set([id]), reason ?? reasonFor(id, step));
  }

  function reasonFor(instanceId: string, step: Step): RefusalReason {
    if (isLocked(doc, instanceId)) return 'accepted';
    const comes = step.changes.some(
      (change) => change.instanceId === instanceId && (change.field === null || change.field === 'deleted'),
    );
    return comes && countInstances(doc) >= documentCaps.instances ? 'full' : 'not-allowed';
  }

  /** Null: what waits may be brought again another time. */
  function end(reason: RefusalReason | null): void {
    ended ??= { reason };
    settle();
    leave(reason);
  }

  function leave(reason: RefusalReason | null): void {
    const left = waiting;
    waiting = [];
    const ids = ({ steps }: Sent) => steps.flatMap(({ changes }) => changes.map((c) => c.instanceId));
    if (reason) for (const sent of left) refuse([sent], new Set(ids(sent)), reason);
    journal.release(left.flatMap(({ done }) => done));
  }

  doc.on('destroy', () => {
    clearTimeout(timer);
    end(null);
    for (const stop of [stopRecording, stopCounting, stopRefusals]) stop();
  });

  const following: Following = {
    onRefused: refusals.add,
    async takeUp(mayUnlock) {
      await Promise.all([journal.loaded, connection.whenSynced]);
      if (ended) return;
      const steps = journal.orphans(picture.imageId);
      if (steps.length === 0) return;
      journal.hold(steps.map(({ id }) => id));
      for (const wanted of sumUp(steps)) {
        const write = () => reapply(doc, wanted, mayUnlock);
        const reason = doc.transact(write, new TakenUp({ steps: wanted.steps, done: [] }));
        if (reason) refuse([{ steps: wanted.steps, done: [] }], new Set([wanted.instanceId]), reason);
      }
      // Behind the last of them, since a step may be of several instances.
      const done = steps.map(({ id }) => id);
      const last = waiting.at(-1);
      if (last) waiting[waiting.length - 1] = { steps: last.steps, done: [...last.done, ...done] };
      else journal.confirm(done);
    },
  };
  followings.set(connection, following);
  return following;
}
