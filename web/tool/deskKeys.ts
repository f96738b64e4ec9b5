import { alt, ctrl, ctrlShift, type KeyBinding, position, shift } from './keyBinding.ts';

/** What stands around the picture. */
export const deskKeys = [
  { id: 'comment', label: 'Comment', group: 'Edit', scope: 'workspace', strokes: [shift('KeyC')] },
  {
    id: 'palette',
    label: 'Find a command, label, object or page',
    group: 'View',
    scope: 'workspace',
    strokes: [ctrl('KeyK')],
  },
  { id: 'hide', label: 'Hide, or show again', group: 'View', scope: 'workspace', strokes: [alt('KeyH')] },
  {
    id: 'hideAll',
    label: 'Hide all objects while held',
    group: 'View',
    scope: 'workspace',
    strokes: [position('KeyX')],
  },
  { id: 'lock', label: 'Lock, or open again', group: 'Edit', scope: 'workspace', strokes: [alt('KeyL')] },
  {
    id: 'orderForward',
    label: 'Bring forward',
    group: 'Edit',
    scope: 'workspace',
    strokes: [ctrl('BracketRight')],
  },
  {
    id: 'orderBackward',
    label: 'Send backward',
    group: 'Edit',
    scope: 'workspace',
    strokes: [ctrl('BracketLeft')],
  },
  {
    id: 'orderFront',
    label: 'Bring to the front',
    group: 'Edit',
    scope: 'workspace',
    strokes: [ctrlShift('BracketRight')],
  },
  {
    id: 'orderBack',
    label: 'Send to the back',
    group: 'Edit',
    scope: 'workspace',
    strokes: [ctrlShift('BracketLeft')],
  },
  { id: 'group', label: 'Group', group: 'Edit', scope: 'workspace', strokes: [ctrl('KeyG')] },
  { id: 'ungroup', label: 'Ungroup', group: 'Edit', scope: 'workspace', strokes: [ctrlShift('KeyG')] },
] as const satisfies readonly KeyBinding[];
