import { type KeyBinding, position, shift } from './keyBinding.ts';

/** Of the review queue, beside those that decide. */
export const queueKeys = [
  {
    id: 'queueWhole',
    group: 'Review',
    scope: 'queue',
    strokes: [position('KeyZ')],
  },
  {
    id: 'queueBare',
    group: 'Review',
    scope: 'queue',
    strokes: [position('KeyH')],
  },
  {
    id: 'queueOpen',
    group: 'Review',
    scope: 'queue',
    strokes: [position('KeyO')],
  },
  {
    id: 'queueBack',
    group: 'Review',
    scope: 'workspace',
    strokes: [shift('KeyO')],
  },
  {
    id: 'queueKeys',
    group: 'Review',
    scope: 'queue',
    strokes: [{ key: '?' }],
  },
] as const satisfies readonly KeyBinding[];
