import * as Y from 'yjs';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { openBrowserStore } from './browserStore.ts';
import { joinTabs } from './livingTabs.ts';
import { type RefusalReason, type Step, stepSchema } from './step.ts';
import { workName } from './workName.ts';

export interface JournalState {
  readonly steps: readonly Step[];
  /** Ids of waiting steps that an open document of this tab carries to the server. */
  readonly inHand: ReadonlySet<string>;
}

/**
 * What one person did and the server has yet to confirm, what it refused, and the last of what it confirmed, for
 * undo: kept in this browser, so that neither a reload nor a crash loses it. It holds that person's own changes and
 * nothing of the pictures or of others.
 */
export interface Journal {
  readonly userId: string;
  readonly store: StoreApi<JournalState>;
  /** What an earlier page kept is read. */
  readonly loaded: Promise<void>;
  /** This tab's name in the steps. */
  readonly tab: string;
  /** Writes a waiting step down; it is in hand. */
  add(step: Step): void;
  /** The server has them. */
  confirm(ids: readonly string[]): void;
  /** Keeps what a step did to these instances as refused; the rest of it goes on as it was. */
  refuse(id: string, instanceIds: ReadonlySet<string>, reason: RefusalReason): void;
  /** The person has seen it, or taken it elsewhere. */
  forget(ids: readonly string[]): void;
  hold(ids: readonly string[]): void;
  release(ids: readonly string[]): void;
  /** Waiting steps that nobody carries any more: of this tab before its reload, and of tabs that are gone. */
  orphans(imageId?: string): readonly Step[];
  /** Signed out: nothing stays. */
  clear(): Promise<void>;
  close(): void;
}

/** Confirmed steps kept for undo after a reload, for each picture. */
const UNDO_KEPT = 100;

/** Steps never change, they are replaced: each is parsed once. */
const parsed = new WeakMap<object, Step | null>();

function parseStep(value: unknown): Step | null {
  if (typeof value !== 'object' || value === null) return null;
  const known = parsed.get(value);
  if (known !== undefined) return known;
  const step = stepSchema.safeParse(value).data ?? null;
  parsed.set(value, step);
  return step;
}

export function openJournal(userId: string, onSignedOut: () => void): Journal {
  const name = workName(userId);
  const doc = new Y.Doc();
  const array = doc.getArray<unknown>('steps');
  const tabs = joinTabs(name, onSignedOut);
  const browserStore = openBrowserStore(name, doc);
  const store = createStore<JournalState>(() => ({ steps: [], inHand: new Set() }));
  let [living, isClosed]: [ReadonlySet<string> | null, boolean] = [null, false];

  const read = (): readonly (Step | null)[] => array.toArray().map(parseStep);
  array.observe(() => store.setState({ steps: read().filter((step) => step !== null) }));

  /** Puts what `change` makes of each step in its place; an empty list takes it out. */
  function rewrite(change: (step: Step) => readonly Step[] | null): void {
    doc.transact(() => {
      const steps = read();
      for (let i = steps.length - 1; i >= 0; i--) {
        const step = steps[i];
        // What cannot be read is of another version, and nobody's work of today.
        const next = step ? change(step) : [];
        if (next === null) continue;
        array.delete(i, 1);
        if (next.length > 0) array.insert(i, [...next]);
      }
    });
  }

  function prune(): void {
    const kept = new Map<string, number>();
    rewriteFromEnd((step) => {
      if (step.state !== 'done') return true;
      const count = (kept.get(step.imageId) ?? 0) + 1;
      kept.set(step.imageId, count);
      return count <= UNDO_KEPT && (step.tab === tabs.id || living?.has(step.tab) === true);
    });
  }
  /** {@link rewrite} walks from the newest to the oldest. */
  const rewriteFromEnd = (isKept: (step: Step) => boolean) => rewrite((step) => (isKept(step) ? null : []));

  const inHandWith = (change: (ids: Set<string>) => void) => {
    const inHand = new Set(store.getState().inHand);
    change(inHand);
    store.setState({ inHand });
  };

  const journal: Journal = {
    userId,
    store,
    loaded: Promise.all([browserStore.loaded, tabs.ask()]).then(([, others]) => {
      living = others;
      if (isClosed) return;
      prune();
      store.setState({});
    }),
    get tab() {
      return tabs.id;
    },
    add(step) {
      journal.hold([step.id]);
      array.push([step]);
    },
    confirm(ids) {
      const wanted = new Set(ids);
      rewrite((step) => (wanted.has(step.id) ? [{ ...step, state: 'done' }] : null));
      journal.release(ids);
      if (store.getState().steps.length > 2 * UNDO_KEPT && living) prune();
    },
    refuse(id, instanceIds, reason) {
      rewrite((step) => {
        if (step.id !== id || step.state === 'refused') return null;
        const refused = step.changes.filter(({ instanceId }) => instanceIds.has(instanceId));
        const rest = step.changes.filter(({ instanceId }) => !instanceIds.has(instanceId));
        if (refused.length === 0) return null;
        const kept: Step = { ...step, id: crypto.randomUUID(), state: 'refused', reason, changes: refused };
        return rest.length > 0 ? [{ ...step, changes: rest }, kept] : [kept];
      });
    },
    forget(ids) {
      const gone = new Set(ids);
      rewrite((step) => (gone.has(step.id) ? [] : null));
    },
    hold: (ids) =>
      inHandWith((inHand) => {
        for (const id of ids) inHand.add(id);
      }),
    release: (ids) =>
      inHandWith((inHand) => {
        for (const id of ids) inHand.delete(id);
      }),
    orphans(imageId) {
      const { steps, inHand } = store.getState();
      return steps.filter(
        (step) =>
          step.state === 'waiting' &&
          (imageId === undefined || step.imageId === imageId) &&
          !inHand.has(step.id) &&
          (step.tab === tabs.id || living?.has(step.tab) === false),
      );
    },
    async clear() {
      tabs.signOut();
      rewrite(() => []);
      journal.close();
      await browserStore.delete();
    },
    close() {
      isClosed = true;
      tabs.close();
      browserStore.close();
    },
  };
  return journal;
}
