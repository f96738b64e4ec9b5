import type { KeyCommand } from '../../tool/keys.ts';
import type { Side } from '../../ui/placeBeside.ts';

export interface TourStep {
  readonly name: 'smart' | 'keep' | 'label' | 'saved' | 'keys';
  /** What it is about, as a selector; null: the picture as a whole. */
  readonly at: string | null;
  readonly side: Side;
  /** The commands whose keys its words name, as `{first}` and `{second}`. */
  readonly keys: readonly [KeyCommand, KeyCommand];
}

/** What somebody needs to know who has never been here, in the order in which they need it. */
export const tourSteps: readonly TourStep[] = [
  { name: 'smart', at: '[data-testid="tool-smart"]', side: 'right', keys: ['toolSmart', 'toolPolygon'] },
  { name: 'keep', at: null, side: 'top', keys: ['accept', 'candidateNext'] },
  { name: 'label', at: '[data-label-id]', side: 'left', keys: ['label1', 'labelSearch'] },
  { name: 'saved', at: '[data-testid="saved"]', side: 'bottom', keys: ['undo', 'redo'] },
  { name: 'keys', at: '[data-testid="show-keys"]', side: 'right', keys: ['showKeys', 'palette'] },
];

const KEY = 'maskroom.tour';

/** Whether it was gone through or left in this browser. */
export function wasTourSeen(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    // Where nothing is kept it would come every time.
    return true;
  }
}

export function markTourSeen(): void {
  try {
    localStorage.setItem(KEY, 'seen');
  } catch {
    // Then it is not shown by itself anyway.
  }
}
