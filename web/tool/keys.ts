import { deskKeys } from './deskKeys.ts';
import { handKeys } from './handKeys.ts';
import { ctrl, ctrlShift, type KeyBinding, position, shift, symbol } from './keyBinding.ts';
import { labelKeys } from './labelKeys.ts';
import { queueKeys } from './queueKeys.ts';

/** Every key of the product as it comes; people's own are made from it. */
export const keyTable = [
  {
    id: 'toolSelect',
    group: 'Tools',
    scope: 'workspace',
    strokes: [position('KeyV')],
  },
  {
    id: 'toolPan',
    group: 'Tools',
    scope: 'workspace',
    strokes: [position('KeyH')],
  },
  { id: 'toolSmart', group: 'Tools', scope: 'workspace', strokes: [position('KeyS')] },
  {
    id: 'toolPolygon',
    group: 'Tools',
    scope: 'workspace',
    strokes: [position('KeyP')],
  },
  { id: 'toolBox', group: 'Tools', scope: 'workspace', strokes: [position('KeyB')] },
  ...handKeys,
  {
    id: 'refine',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [shift('KeyS')],
  },
  {
    id: 'region',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [position('KeyC')],
  },
  {
    id: 'autoAccept',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [shift('KeyN')],
  },
  {
    id: 'toolEverything',
    group: 'Tools',
    scope: 'workspace',
    strokes: [position('KeyG')],
  },
  {
    id: 'candidateNext',
    group: 'Drawing',
    scope: 'preview',
    strokes: [position('Tab')],
    shadows: ['objectNext'],
  },
  {
    id: 'candidatePrevious',
    group: 'Drawing',
    scope: 'preview',
    strokes: [shift('Tab')],
    shadows: ['objectPrevious'],
  },
  {
    id: 'accept',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [position('Enter'), position('NumpadEnter'), position('KeyN')],
  },
  {
    id: 'acceptAll',
    group: 'Drawing',
    scope: 'preview',
    strokes: [shift('Enter')],
  },
  {
    id: 'cancel',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [position('Escape')],
  },
  {
    id: 'removeLast',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [position('Backspace')],
  },
  ...labelKeys,
  {
    id: 'imagePrevious',
    group: 'Images',
    scope: 'workspace',
    strokes: [position('KeyD')],
  },
  {
    id: 'imageNext',
    group: 'Images',
    scope: 'workspace',
    strokes: [position('KeyF')],
  },
  { id: 'submit', group: 'Images', scope: 'workspace', strokes: [ctrl('Enter')] },
  { id: 'skip', group: 'Images', scope: 'workspace', strokes: [ctrlShift('Enter')] },
  { id: 'undo', group: 'Edit', scope: 'workspace', strokes: [ctrl('KeyZ')] },
  {
    id: 'redo',
    group: 'Edit',
    scope: 'workspace',
    strokes: [ctrlShift('KeyZ'), ctrl('KeyY')],
  },
  { id: 'delete', group: 'Edit', scope: 'workspace', strokes: [position('Delete')] },
  { id: 'zoomIn', group: 'View', scope: 'workspace', strokes: [symbol('+'), symbol('=')] },
  { id: 'zoomOut', group: 'View', scope: 'workspace', strokes: [symbol('-')] },
  { id: 'zoomFit', group: 'View', scope: 'workspace', strokes: [shift('Digit1')] },
  { id: 'zoomActual', group: 'View', scope: 'workspace', strokes: [ctrl('Digit0')] },
  { id: 'showKeys', group: 'View', scope: 'workspace', strokes: [symbol('?')] },
  { id: 'reviewAccept', group: 'Review', scope: 'review', strokes: [position('KeyA')] },
  {
    id: 'reviewReject',
    shadows: ['hideAll'],
    group: 'Review',
    scope: 'review',
    strokes: [position('KeyX')],
  },
  {
    id: 'reviewNext',
    group: 'Review',
    scope: 'review',
    strokes: [position('KeyJ')],
    shadows: ['merge'],
  },
  {
    id: 'reviewPrevious',
    group: 'Review',
    scope: 'review',
    strokes: [position('KeyK')],
    shadows: ['toolCut'],
  },
  { id: 'reviewAcceptVisible', group: 'Review', scope: 'review', strokes: [shift('KeyA')] },
  { id: 'reviewCompare', group: 'Review', scope: 'review', strokes: [position('Backquote')] },
  ...queueKeys,
  ...deskKeys,
] as const satisfies readonly KeyBinding[];

export type KeyCommand = (typeof keyTable)[number]['id'];
