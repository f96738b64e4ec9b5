import { instancesOf, isLocked } from '@maskroom/shared/document/documentModel';
import * as Y from 'yjs';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { noHistory, type RecalledHistory } from './journal/recalled.ts';
import type { StepName, UndoOutcome } from './undoOutcome.ts';

export interface UndoHistory {
  readonly depth: StoreApi<{ readonly undo: number; readonly redo: number }>;
  /** Runs one edit as one step of the history. */
  step(name: StepName, edit: () => void): void;
  undo(): UndoOutcome;
  redo(): UndoOutcome;
  /** Puts what was done before this page was loaded under what is done in it. */
  recall(earlier: RecalledHistory): void;
  clear(): void;
  destroy(): void;
}

type StackItem = Y.UndoManager['undoStack'][number];
const NAME = 'name';

const isStepName = (value: unknown): value is StepName =>
  typeof value === 'object' && value !== null && 'text' in value && 'instanceIds' in value;

const nameOf = (item: StackItem | undefined): StepName | null => {
  const name: unknown = item?.meta.get(NAME);
  return isStepName(name) ? name : null;
};

/** One history for one person in one tab: it follows transactions of `origin` only. */
export function createUndoHistory(doc: Y.Doc, origin: object): UndoHistory {
  const manager = new Y.UndoManager(instancesOf(doc), {
    trackedOrigins: new Set([origin]),
    captureTimeout: 0,
  });
  const depth = createStore(() => ({ undo: 0, redo: 0 }));
  let earlier = noHistory;
  const count = () =>
    depth.setState({
      undo: manager.undoStack.length + earlier.undoDepth,
      redo: manager.redoStack.length + earlier.redoDepth,
    });
  let pending: StepName | null = null;

  manager.on('stack-item-added', ({ stackItem }) => {
    if (pending) {
      stackItem.meta.set(NAME, pending);
      earlier.forgetRedo();
    }
    count();
  });
  manager.on('stack-item-popped', ({ stackItem, type }) => {
    const mirrored = type === 'undo' ? manager.redoStack.at(-1) : manager.undoStack.at(-1);
    if (stackItem.meta.has(NAME)) mirrored?.meta.set(NAME, stackItem.meta.get(NAME));
    count();
  });

  /** What this page did lies on top of what was done before it. */
  function pop(stack: 'undo' | 'redo'): UndoOutcome {
    const isEarlier = stack === 'undo' ? manager.undoStack.length === 0 : earlier.redoDepth > 0;
    if (!isEarlier) return popOwn(stack);
    const outcome = earlier[stack]();
    count();
    return outcome;
  }

  function popOwn(stack: 'undo' | 'redo'): UndoOutcome {
    const items = stack === 'undo' ? manager.undoStack : manager.redoStack;
    const name = nameOf(items.at(-1));
    if (name?.instanceIds.some((id) => isLocked(doc, id))) {
      items.pop();
      count();
      return { kind: 'locked', name };
    }
    // Left to itself, Yjs goes on to earlier steps until one changes something: one key would undo two steps.
    const earlier = items.splice(0, Math.max(0, items.length - 1));
    const item = stack === 'undo' ? manager.undo() : manager.redo();
    items.unshift(...earlier);
    count();
    if (item) return { kind: 'done', name: nameOf(item) };
    return name ? { kind: 'overtaken', name } : { kind: 'nothing' };
  }

  return {
    depth,
    step(name, edit) {
      manager.stopCapturing();
      pending = name;
      edit();
      pending = null;
    },
    undo: () => pop('undo'),
    redo: () => pop('redo'),
    recall(history) {
      earlier = history;
      count();
    },
    clear() {
      earlier = noHistory;
      manager.clear();
      count();
    },
    destroy: () => manager.destroy(),
  };
}
