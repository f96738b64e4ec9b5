import { ctrl, type KeyBinding, position, shift } from './keyBinding.ts';

/** Drawing and reshaping by hand: the tools, and what is done with whole shapes. */
export const handKeys = [
  { id: 'toolEllipse', group: 'Tools', scope: 'workspace', strokes: [position('KeyO')] },
  { id: 'toolBrush', group: 'Tools', scope: 'workspace', strokes: [position('KeyR')] },
  { id: 'toolEraser', group: 'Tools', scope: 'workspace', strokes: [position('KeyE')] },
  { id: 'toolCut', group: 'Tools', scope: 'workspace', strokes: [position('KeyK')] },
  {
    id: 'brushSmaller',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [position('BracketLeft')],
  },
  {
    id: 'brushLarger',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [position('BracketRight')],
  },
  {
    id: 'snap',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [position('KeyQ')],
  },
  { id: 'selectAll', group: 'Edit', scope: 'workspace', strokes: [ctrl('KeyA')] },
  { id: 'duplicate', group: 'Edit', scope: 'workspace', strokes: [ctrl('KeyD')] },
  { id: 'copy', group: 'Edit', scope: 'workspace', strokes: [ctrl('KeyC')] },
  {
    id: 'paste',
    group: 'Edit',
    scope: 'workspace',
    strokes: [ctrl('KeyV')],
  },
  { id: 'merge', group: 'Edit', scope: 'workspace', strokes: [position('KeyM')] },
  {
    id: 'splitParts',
    group: 'Edit',
    scope: 'workspace',
    strokes: [shift('KeyM')],
  },
  { id: 'fillHoles', group: 'Edit', scope: 'workspace', strokes: [shift('KeyF')] },
  {
    id: 'cutFromOthers',
    group: 'Edit',
    scope: 'workspace',
    strokes: [position('KeyU')],
  },
  {
    id: 'cutOthersOut',
    group: 'Edit',
    scope: 'workspace',
    strokes: [shift('KeyU')],
  },
  { id: 'thinOut', group: 'Edit', scope: 'workspace', strokes: [shift('KeyV')] },
] as const satisfies readonly KeyBinding[];
