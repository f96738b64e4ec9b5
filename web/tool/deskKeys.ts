import { alt, ctrl, ctrlShift, type KeyBinding, position, shift } from './keyBinding.ts';

/** What stands around the picture. */
export const deskKeys = [
  { id: 'objectNext', group: 'Edit', scope: 'workspace', strokes: [position('Tab')] },
  { id: 'objectPrevious', group: 'Edit', scope: 'workspace', strokes: [shift('Tab')] },
  { id: 'comment', group: 'Edit', scope: 'workspace', strokes: [shift('KeyC')] },
  { id: 'tag', group: 'Edit', scope: 'workspace', strokes: [position('KeyT')] },
  {
    id: 'palette',
    group: 'View',
    scope: 'workspace',
    strokes: [ctrl('KeyK')],
  },
  { id: 'hide', group: 'View', scope: 'workspace', strokes: [alt('KeyH')] },
  {
    id: 'hideAll',
    group: 'View',
    scope: 'workspace',
    strokes: [position('KeyX')],
  },
  { id: 'minimap', group: 'View', scope: 'workspace', strokes: [alt('KeyM')] },
  { id: 'lock', group: 'Edit', scope: 'workspace', strokes: [alt('KeyL')] },
  {
    id: 'orderForward',
    group: 'Edit',
    scope: 'workspace',
    strokes: [ctrl('BracketRight')],
  },
  {
    id: 'orderBackward',
    group: 'Edit',
    scope: 'workspace',
    strokes: [ctrl('BracketLeft')],
  },
  {
    id: 'orderFront',
    group: 'Edit',
    scope: 'workspace',
    strokes: [ctrlShift('BracketRight')],
  },
  {
    id: 'orderBack',
    group: 'Edit',
    scope: 'workspace',
    strokes: [ctrlShift('BracketLeft')],
  },
  { id: 'group', group: 'Edit', scope: 'workspace', strokes: [ctrl('KeyG')] },
  { id: 'ungroup', group: 'Edit', scope: 'workspace', strokes: [ctrlShift('KeyG')] },
] as const satisfies readonly KeyBinding[];
