import type { WorkspaceSession } from '../state/session.ts';

type Stepped = Pick<WorkspaceSession, 'aside' | 'hand' | 'selection' | 'shapes'>;

/**
 * Selects the object behind or before the selected one, in the order of the list: the topmost first, what is hidden
 * left out. Says false at the end of the list, and where nothing is selected and another tool than Select is in hand:
 * Tab then leaves the picture, so that it holds nobody who has only a keyboard.
 */
export function stepObject(
  { aside, hand, selection, shapes }: Stepped,
  step: 1 | -1,
  show: (id: string) => void,
): boolean {
  const [current] = selection.store.getState().selected;
  if (current === undefined && hand.getState().tool !== 'select') return false;
  const { hidden } = aside.store.getState();
  const rows = shapes.getState().shapes.filter(({ id }) => !hidden.has(id) || id === current);
  const from = current === undefined ? null : rows.findIndex(({ id }) => id === current);
  // The list shows them from the last to the first.
  const next = from === null ? (step === 1 ? rows.at(-1) : rows[0]) : rows[from - step];
  if (next) show(next.id);
  return next !== undefined;
}
