import { alt, type KeyBinding, position, symbol } from './keyBinding.ts';

/** Labels and what they ask. */
export const labelKeys = [
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
] as const satisfies readonly KeyBinding[];

/** In the order of the attributes that they answer. */
export const attributeKeys: readonly (typeof labelKeys)[number]['id'][] = [
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
