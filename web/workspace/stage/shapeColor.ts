import type { Decision } from '@maskroom/shared/annotation/instance';
import { paletteColor } from '@maskroom/shared/annotation/label';
import { presenceColorOf, presenceColors } from '@maskroom/shared/presence/presence';
import type { DocumentShape } from '../../document/shape.ts';
import type { Colouring } from '../state/lookStore.ts';

/** Told apart with every common colour vision; what was decided is also a badge on the shape. */
const ofDecision: Readonly<Record<Decision, string>> = {
  accepted: '#009e73',
  none: '#f0e442',
  rejected: '#d55e00',
};

/** The colour that a shape is drawn in, `#rrggbb`. */
export function shapeColor(
  shape: Pick<DocumentShape, 'id' | 'createdBy'>,
  decision: Decision,
  labelColor: string,
  colouring: Colouring,
): string {
  switch (colouring) {
    case 'label':
      return labelColor;
    case 'instance':
      return paletteColor(hash(shape.id));
    case 'annotator':
      return presenceColors[presenceColorOf(shape.createdBy)];
    case 'decision':
      return ofDecision[decision];
  }
}

function hash(text: string): number {
  let value = 0;
  for (const char of text) value = (value * 31 + char.charCodeAt(0)) >>> 0;
  return value;
}
