import { expect, test } from 'vitest';
import type { KeyBinding, KeyScope } from '../../../web/tool/keyBinding.ts';
import { commandOf as commandIn, type KeyPress, keyConflicts } from '../../../web/tool/keyMatch.ts';
import { makeKeymap, plainChoice } from '../../../web/tool/keymap/keymap.ts';
import { keyTable } from '../../../web/tool/keys.ts';

const press = (code: string, extra: Partial<KeyPress> = {}): KeyPress => ({
  code,
  key: code.replace(/^(Key|Digit)/, '').toLowerCase(),
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  defaultPrevented: false,
  isComposing: false,
  target: null,
  ...extra,
});
const { bindings, keyOf } = makeKeymap(plainChoice);
const commandOf = (event: KeyPress, active: readonly KeyScope[]) => commandIn(event, active, bindings);
const everywhere = ['preview', 'review', 'workspace'] as const;

test('no two bindings answer the same press', () => {
  expect(keyConflicts(keyTable)).toEqual([]);
});

test('a conflict is found in one scope, and across scopes unless it is declared', () => {
  const undo = keyTable.find(({ id }) => id === 'undo');
  const rival: KeyBinding = {
    id: 'rival',
    group: 'Edit',
    scope: 'review',
    strokes: [{ code: 'KeyZ', ctrl: true }],
  };
  expect(keyConflicts([...(undo ? [undo] : []), rival])).toEqual([
    { stroke: 'Ctrl+Z', first: 'undo', second: 'rival' },
  ]);
  expect(keyConflicts([...(undo ? [undo] : []), { ...rival, shadows: ['undo'] }])).toEqual([]);
});

test.each([
  ['Ctrl+Z', press('KeyZ', { ctrlKey: true }), 'undo'],
  ['Command+Shift+Z', press('KeyZ', { metaKey: true, shiftKey: true }), 'redo'],
  ['Ctrl+Y', press('KeyY', { ctrlKey: true }), 'redo'],
  ['Enter', press('Enter', { key: 'Enter' }), 'accept'],
  ['Ctrl+Enter', press('Enter', { key: 'Enter', ctrlKey: true }), 'submit'],
  ['1', press('Digit1'), 'label1'],
  ['Shift+1, which types ! or another sign', press('Digit1', { key: '!', shiftKey: true }), 'zoomFit'],
  ['? wherever the layout has it', press('Minus', { key: '?', shiftKey: true }), 'showKeys'],
  ['/ on a layout that needs Shift', press('Digit7', { key: '/', shiftKey: true }), 'labelSearch'],
  ['the key at Q on a French keyboard, which stands at A', press('KeyA', { key: 'q' }), 'reviewAccept'],
])('%s', (_name, event, command) => {
  expect(commandOf(event, everywhere)).toBe(command);
});

test('a scope that is not active does not answer, nor does anything while text is typed', () => {
  expect(commandOf(press('KeyA'), ['workspace'])).toBeNull();
  const insideOf = (...matching: string[]) =>
    Object.assign(new EventTarget(), {
      closest: (selectors: string) => (matching.some((part) => selectors.startsWith(part)) ? {} : null),
    });
  expect(commandOf(press('KeyV', { target: insideOf('input, textarea') }), everywhere)).toBeNull();
  expect(commandOf(press('Enter', { target: insideOf('button') }), everywhere)).toBeNull();
  expect(commandOf(press('Enter', { ctrlKey: true, target: insideOf('button') }), everywhere)).toBe('submit');
  expect(commandOf(press('Enter', { ctrlKey: true, target: insideOf('a[href]') }), everywhere)).toBeNull();
  expect(commandOf(press('KeyV', { target: insideOf('button') }), everywhere)).toBe('toolSelect');
  expect(commandOf(press('Tab', { target: insideOf() }), everywhere)).toBeNull();
  expect(commandOf(press('Tab', { target: insideOf('[role="application"]') }), everywhere)).toBe(
    'candidateNext',
  );
});

test('tooltips name the keys', () => {
  expect([keyOf('undo'), keyOf('cancel'), keyOf('showKeys'), keyOf('zoomFit')]).toEqual([
    'Ctrl+Z',
    'Esc',
    '?',
    'Shift+1',
  ]);
});
