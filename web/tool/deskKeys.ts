import { type KeyBinding, shift } from './keyBinding.ts';

/** What stands around the picture. */
export const deskKeys = [
  {
    id: 'comment',
    label: 'Comment',
    group: 'Edit',
    scope: 'workspace',
    strokes: [shift('KeyC')],
  },
] as const satisfies readonly KeyBinding[];
