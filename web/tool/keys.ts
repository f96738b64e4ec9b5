/** Where a binding holds. When several scopes are active the earlier in {@link scopeOrder} wins. */
export type KeyScope = 'preview' | 'review' | 'workspace';
export const scopeOrder: readonly KeyScope[] = ['preview', 'review', 'workspace'];

/** Positions go by `code` (the same place on every layout), symbols by `key` (whatever types them). */
export type KeyStroke =
  | { readonly code: string; readonly ctrl?: true; readonly shift?: true; readonly alt?: true }
  | { readonly key: string };

export interface KeyBinding {
  readonly id: string;
  /** What it does, as the key sheet and tooltips say it. */
  readonly label: string;
  readonly group: 'Tools' | 'Drawing' | 'Labels' | 'Images' | 'Edit' | 'View' | 'Review';
  readonly scope: KeyScope;
  readonly strokes: readonly KeyStroke[];
  /** Commands of wider scopes whose strokes this one takes over while its own scope is active. */
  readonly shadows?: readonly string[];
}

const position = (code: string): KeyStroke => ({ code });
const symbol = (key: string): KeyStroke => ({ key });
const ctrl = (code: string): KeyStroke => ({ code, ctrl: true });
const shift = (code: string): KeyStroke => ({ code, shift: true });
const alt = (code: string): KeyStroke => ({ code, alt: true });

export const keyTable = [
  {
    id: 'toolSelect',
    label: 'Select and edit',
    group: 'Tools',
    scope: 'workspace',
    strokes: [position('KeyV')],
  },
  {
    id: 'toolPan',
    label: 'Move the picture',
    group: 'Tools',
    scope: 'workspace',
    strokes: [position('KeyH')],
  },
  { id: 'toolSmart', label: 'Smart mask', group: 'Tools', scope: 'workspace', strokes: [position('KeyS')] },
  { id: 'toolPolygon', label: 'Polygon', group: 'Tools', scope: 'workspace', strokes: [position('KeyP')] },
  { id: 'toolBox', label: 'Box', group: 'Tools', scope: 'workspace', strokes: [position('KeyB')] },
  {
    id: 'refine',
    label: 'Refine the selected object',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [shift('KeyS')],
  },
  {
    id: 'region',
    label: 'Look closer at what is in sight',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [position('KeyC')],
  },
  {
    id: 'autoAccept',
    label: 'Keep a mask when the next object is clicked',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [shift('KeyN')],
  },
  {
    id: 'toolEverything',
    label: 'Everything',
    group: 'Tools',
    scope: 'workspace',
    strokes: [position('KeyG')],
  },
  { id: 'candidateNext', label: 'Next mask', group: 'Drawing', scope: 'preview', strokes: [position('Tab')] },
  {
    id: 'candidatePrevious',
    label: 'Previous mask',
    group: 'Drawing',
    scope: 'preview',
    strokes: [shift('Tab')],
  },
  {
    id: 'accept',
    label: 'Keep the shape',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [position('Enter'), position('NumpadEnter'), position('KeyN')],
  },
  {
    id: 'acceptAll',
    label: 'Keep all masks shown',
    group: 'Drawing',
    scope: 'preview',
    strokes: [shift('Enter')],
  },
  {
    id: 'cancel',
    label: 'Clear the prompt, then deselect',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [position('Escape')],
  },
  {
    id: 'removeLast',
    label: 'Remove the last point',
    group: 'Drawing',
    scope: 'workspace',
    strokes: [position('Backspace')],
  },
  { id: 'label1', label: 'Label 1', group: 'Labels', scope: 'workspace', strokes: [position('Digit1')] },
  { id: 'label2', label: 'Label 2', group: 'Labels', scope: 'workspace', strokes: [position('Digit2')] },
  { id: 'label3', label: 'Label 3', group: 'Labels', scope: 'workspace', strokes: [position('Digit3')] },
  { id: 'label4', label: 'Label 4', group: 'Labels', scope: 'workspace', strokes: [position('Digit4')] },
  { id: 'label5', label: 'Label 5', group: 'Labels', scope: 'workspace', strokes: [position('Digit5')] },
  { id: 'label6', label: 'Label 6', group: 'Labels', scope: 'workspace', strokes: [position('Digit6')] },
  { id: 'label7', label: 'Label 7', group: 'Labels', scope: 'workspace', strokes: [position('Digit7')] },
  { id: 'label8', label: 'Label 8', group: 'Labels', scope: 'workspace', strokes: [position('Digit8')] },
  { id: 'label9', label: 'Label 9', group: 'Labels', scope: 'workspace', strokes: [position('Digit9')] },
  {
    id: 'attribute1',
    label: 'Attribute 1',
    group: 'Labels',
    scope: 'workspace',
    strokes: [alt('Digit1')],
  },
  {
    id: 'attribute2',
    label: 'Attribute 2',
    group: 'Labels',
    scope: 'workspace',
    strokes: [alt('Digit2')],
  },
  {
    id: 'attribute3',
    label: 'Attribute 3',
    group: 'Labels',
    scope: 'workspace',
    strokes: [alt('Digit3')],
  },
  {
    id: 'attribute4',
    label: 'Attribute 4',
    group: 'Labels',
    scope: 'workspace',
    strokes: [alt('Digit4')],
  },
  {
    id: 'attribute5',
    label: 'Attribute 5',
    group: 'Labels',
    scope: 'workspace',
    strokes: [alt('Digit5')],
  },
  {
    id: 'attribute6',
    label: 'Attribute 6',
    group: 'Labels',
    scope: 'workspace',
    strokes: [alt('Digit6')],
  },
  {
    id: 'attribute7',
    label: 'Attribute 7',
    group: 'Labels',
    scope: 'workspace',
    strokes: [alt('Digit7')],
  },
  {
    id: 'attribute8',
    label: 'Attribute 8',
    group: 'Labels',
    scope: 'workspace',
    strokes: [alt('Digit8')],
  },
  {
    id: 'attribute9',
    label: 'Attribute 9',
    group: 'Labels',
    scope: 'workspace',
    strokes: [alt('Digit9')],
  },
  { id: 'labelSearch', label: 'Find a label', group: 'Labels', scope: 'workspace', strokes: [symbol('/')] },
  {
    id: 'imagePrevious',
    label: 'Previous picture',
    group: 'Images',
    scope: 'workspace',
    strokes: [position('KeyD')],
  },
  {
    id: 'imageNext',
    label: 'Next picture',
    group: 'Images',
    scope: 'workspace',
    strokes: [position('KeyF')],
  },
  { id: 'submit', label: 'Submit and go on', group: 'Images', scope: 'workspace', strokes: [ctrl('Enter')] },
  { id: 'undo', label: 'Undo', group: 'Edit', scope: 'workspace', strokes: [ctrl('KeyZ')] },
  {
    id: 'redo',
    label: 'Redo',
    group: 'Edit',
    scope: 'workspace',
    strokes: [{ code: 'KeyZ', ctrl: true, shift: true }, ctrl('KeyY')],
  },
  { id: 'delete', label: 'Delete', group: 'Edit', scope: 'workspace', strokes: [position('Delete')] },
  { id: 'zoomIn', label: 'Zoom in', group: 'View', scope: 'workspace', strokes: [symbol('+'), symbol('=')] },
  { id: 'zoomOut', label: 'Zoom out', group: 'View', scope: 'workspace', strokes: [symbol('-')] },
  { id: 'zoomFit', label: 'Fit the picture', group: 'View', scope: 'workspace', strokes: [shift('Digit1')] },
  { id: 'zoomActual', label: 'Show at 100 %', group: 'View', scope: 'workspace', strokes: [ctrl('Digit0')] },
  { id: 'showKeys', label: 'Show all keys', group: 'View', scope: 'workspace', strokes: [symbol('?')] },
  { id: 'reviewAccept', label: 'Accept', group: 'Review', scope: 'review', strokes: [position('KeyA')] },
  {
    id: 'reviewReject',
    label: 'Reject, with a reason',
    group: 'Review',
    scope: 'review',
    strokes: [position('KeyX')],
  },
  {
    id: 'reviewNext',
    label: 'Next undecided',
    group: 'Review',
    scope: 'review',
    strokes: [position('KeyJ')],
  },
  {
    id: 'reviewPrevious',
    label: 'Previous undecided',
    group: 'Review',
    scope: 'review',
    strokes: [position('KeyK')],
  },
] as const satisfies readonly KeyBinding[];

export type KeyCommand = (typeof keyTable)[number]['id'];

/** In the order of the attributes that they answer. */
export const attributeKeys: readonly KeyCommand[] = [
  'attribute1',
  'attribute2',
  'attribute3',
  'attribute4',
  'attribute5',
  'attribute6',
  'attribute7',
  'attribute8',
  'attribute9',
];
