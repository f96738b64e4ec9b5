import { type KeyBinding, position } from './keyBinding.ts';

/** Of the review queue, beside those that decide. */
export const queueKeys = [
  {
    id: 'queueWhole',
    label: 'Show the whole picture',
    group: 'Review',
    scope: 'queue',
    strokes: [position('KeyZ')],
  },
  {
    id: 'queueBare',
    label: 'Hide the outline while held',
    group: 'Review',
    scope: 'queue',
    strokes: [position('KeyH')],
  },
  {
    id: 'queueOpen',
    label: 'Open in the workspace',
    group: 'Review',
    scope: 'queue',
    strokes: [position('KeyO')],
  },
  {
    id: 'queueKeys',
    label: 'Show all keys',
    group: 'Review',
    scope: 'queue',
    strokes: [{ key: '?' }],
  },
] as const satisfies readonly KeyBinding[];
