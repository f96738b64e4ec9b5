import { ctrl, type KeyBinding, position, shift } from './keyBinding.ts';

/** Drawing and reshaping by hand: the tools, and what is done with whole shapes. */
export const handKeys = [
  { id: 'toolEllipse', label: 'Ellipse', group: 'Tools', scope: 'workspace', strokes: [position('KeyO')] },
  { id: 'toolBrush', label: 'Brush', group: 'Tools', scope: 'workspace', strokes: [position('KeyR')] },
  { id: 'toolEraser', label: 'Eraser', group: 'Tools', scope: 'workspace', strokes: [position('KeyE')] },
  { id: 'toolCut', label: 'Cut', group: 'Tools', scope: 'workspace', strokes: [position('KeyK')] },
  {
    id: 'brushSmaller',
    label: 'Narrower brush',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [position('BracketLeft')],
  },
  {
    id: 'brushLarger',
    label: 'Wider brush',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [position('BracketRight')],
  },
  {
    id: 'snap',
    label: 'Hold on to other shapes',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [position('KeyQ')],
  },
  { id: 'selectAll', label: 'Select all', group: 'Edit', scope: 'workspace', strokes: [ctrl('KeyA')] },
  { id: 'duplicate', label: 'Duplicate', group: 'Edit', scope: 'workspace', strokes: [ctrl('KeyD')] },
  { id: 'copy', label: 'Copy', group: 'Edit', scope: 'workspace', strokes: [ctrl('KeyC')] },
  {
    id: 'paste',
    label: 'Paste',
    group: 'Edit',
    scope: 'workspace',
    strokes: [ctrl('KeyV')],
  },
  { id: 'merge', label: 'Merge into one', group: 'Edit', scope: 'workspace', strokes: [position('KeyM')] },
  {
    id: 'splitParts',
    label: 'Make every part an object',
    group: 'Edit',
    scope: 'workspace',
    strokes: [shift('KeyM')],
  },
  { id: 'fillHoles', label: 'Fill holes', group: 'Edit', scope: 'workspace', strokes: [shift('KeyF')] },
  {
    id: 'cutFromOthers',
    label: 'Take it out of the others',
    group: 'Edit',
    scope: 'workspace',
    strokes: [position('KeyU')],
  },
  {
    id: 'cutOthersOut',
    label: 'Take the others out of it',
    group: 'Edit',
    scope: 'workspace',
    strokes: [shift('KeyU')],
  },
  { id: 'thinOut', label: 'Fewer vertices', group: 'Edit', scope: 'workspace', strokes: [shift('KeyV')] },
] as const satisfies readonly KeyBinding[];
