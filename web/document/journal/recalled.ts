import { instancesOf, isLocked } from '@maskroom/shared/document/documentModel';
import type * as Y from 'yjs';
import { sameValue } from '../sameValue.ts';
import type { UndoOutcome } from '../undoOutcome.ts';
import { describeStep } from './describeStep.ts';
import { HistoryOrigin } from './HistoryOrigin.ts';
import { reapply } from './reapply.ts';
import type { Change, Step } from './step.ts';
import { sumUp } from './wanted.ts';

/** The history that lies before this page was loaded: steps are known by what they did, and undone by its opposite. */
export interface RecalledHistory {
  readonly undoDepth: number;
  readonly redoDepth: number;
  undo(): UndoOutcome;
  redo(): UndoOutcome;
  /** Something new was done: nothing of before can be redone. */
  forgetRedo(): void;
}

export const noHistory: RecalledHistory = {
  undoDepth: 0,
  redoDepth: 0,
  undo: () => ({ kind: 'nothing' }),
  redo: () => ({ kind: 'nothing' }),
  forgetRedo: () => undefined,
};

export function recallHistory(
  doc: Y.Doc,
  steps: readonly Step[],
  labelName: (labelId: string) => string,
): RecalledHistory {
  const undoStack: Step[] = [];
  const redoStack: Step[] = [];
  const move = (from: Step[], to: Step[]) => {
    const step = from.pop();
    if (step) to.push(step);
  };
  for (const step of steps) {
    if (step.kind === 'undo') move(undoStack, redoStack);
    else if (step.kind === 'redo') move(redoStack, undoStack);
    else {
      undoStack.push(step);
      redoStack.length = 0;
    }
  }

  function take(from: Step[], to: Step[], act: (step: Step) => boolean, undoing: boolean): UndoOutcome {
    const step = from.pop();
    if (!step) return { kind: 'nothing' };
    const name = describeStep(doc, step, labelName);
    if (name.instanceIds.some((id) => isLocked(doc, id))) return { kind: 'locked', name };
    if (!doc.transact(() => act(step), new HistoryOrigin(undoing))) return { kind: 'overtaken', name };
    to.push(step);
    return { kind: 'done', name };
  }

  const revertAll = ({ changes }: Step) =>
    changes
      .toReversed()
      .map((change) => revert(doc, change))
      .includes(true);
  const repeatAll = (step: Step) =>
    sumUp([step])
      .map((wanted) => reapply(doc, wanted, false))
      .includes(null);

  return {
    get undoDepth() {
      return undoStack.length;
    },
    get redoDepth() {
      return redoStack.length;
    },
    undo: () => take(undoStack, redoStack, revertAll, true),
    redo: () => take(redoStack, undoStack, repeatAll, false),
    forgetRedo() {
      redoStack.length = 0;
    },
  };
}

/** False when somebody has written over it since: what they made of it stays. */
function revert(doc: Y.Doc, { instanceId, field, before, after }: Change): boolean {
  const map = instancesOf(doc).get(instanceId);
  if (!map) return false;
  if (field === null) {
    if (after === null) return false;
    instancesOf(doc).delete(instanceId);
    return true;
  }
  if (!sameValue(map.get(field), after)) return false;
  if (before === undefined) map.delete(field);
  else map.set(field, before);
  return true;
}
