import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KeyStroke } from '../../../web/tool/keyBinding.ts';
import { keyConflicts, strokeName } from '../../../web/tool/keyMatch.ts';
import { type KeyChoice, makeKeymap, plainChoice } from '../../../web/tool/keymap/keymap.ts';
import { presetNames } from '../../../web/tool/keymap/keyPresets.ts';
import { parseKeyChoice } from '../../../web/tool/keymap/keyStore.ts';
import { clashesOf, rebindingBack, rebindingTo, rebound } from '../../../web/tool/keymap/rebind.ts';
import { recordStroke } from '../../../web/tool/keymap/recordStroke.ts';
import { type KeyCommand, keyTable } from '../../../web/tool/keys.ts';

const scopeOf = new Map<string, string>(keyTable.map(({ id, scope }) => [id, scope]));
const conflictsInside = (choice: KeyChoice) =>
  keyConflicts(makeKeymap(choice).bindings).filter(
    ({ first, second }) => scopeOf.get(first) === scopeOf.get(second),
  );

/** What the dialog does once somebody agrees to swap. */
function taken(choice: KeyChoice, command: KeyCommand, stroke: KeyStroke): KeyChoice {
  const keymap = makeKeymap(choice);
  const rebinding = rebindingTo(command, stroke);
  return rebinding ? rebound(keymap, rebinding, clashesOf(keymap, rebinding)) : choice;
}
function putBack(choice: KeyChoice, command: KeyCommand): KeyChoice {
  const keymap = makeKeymap(choice);
  const rebinding = rebindingBack(command, choice);
  return rebound(keymap, rebinding, clashesOf(keymap, rebinding));
}
const keysOf = (choice: KeyChoice, command: KeyCommand) =>
  makeKeymap(choice).strokesOf(command).map(strokeName);

test.each(presetNames)('%s: no press means two things', (preset) => {
  expect(keyConflicts(makeKeymap({ preset, changed: {} }).bindings)).toEqual([]);
});

test('whatever is changed, swapped and put back, no two commands of a scope share a key, and what was asked is so', () => {
  const command = fc.constantFrom(...keyTable.map(({ id }) => id));
  const flag = fc.option(fc.constant(true as const), { nil: undefined });
  const stroke: fc.Arbitrary<KeyStroke> = fc.oneof(
    fc
      .record({
        code: fc.constantFrom(
          'KeyA',
          'KeyC',
          'KeyZ',
          'Digit1',
          'Digit4',
          'Enter',
          'Tab',
          'BracketLeft',
          'F2',
        ),
        ctrl: flag,
        shift: flag,
        alt: flag,
      })
      .map((parts) => JSON.parse(JSON.stringify(parts))),
    fc.constantFrom('?', '/', '[', '+').map((key) => ({ key })),
  );
  const act = fc.record({ command, stroke, back: fc.boolean() });
  fc.assert(
    fc.property(fc.constantFrom(...presetNames), fc.array(act, { maxLength: 12 }), (preset, acts) => {
      let choice: KeyChoice = { preset, changed: {} };
      for (const { command, stroke, back } of acts) {
        const isAsked = !back && rebindingTo(command, stroke) !== null;
        choice = back ? putBack(choice, command) : taken(choice, command, stroke);
        expect(conflictsInside(choice)).toEqual([]);
        // Nothing was dropped for a conflict behind one's back.
        expect(makeKeymap(choice).choice).toEqual(choice);
        if (isAsked)
          expect(keysOf(choice, command)[0].replace(/\d$/, '')).toBe(strokeName(stroke).replace(/\d$/, ''));
      }
      expect(parseKeyChoice(JSON.stringify(choice))).toEqual(choice);
    }),
  );
});

test('who has the key gets the other one for it, and putting one back asks for the swap again', () => {
  const swapped = taken(plainChoice, 'toolPolygon', { code: 'KeyB' });
  expect([keysOf(swapped, 'toolPolygon'), keysOf(swapped, 'toolBox')]).toEqual([['B'], ['P']]);
  const back = rebindingBack('toolBox', swapped);
  expect(clashesOf(makeKeymap(swapped), back).map(({ command }) => command)).toEqual(['toolPolygon']);
  expect(putBack(swapped, 'toolBox')).toEqual(plainChoice);
});

test('a command without a key left to give does without', () => {
  const choice = taken(taken(plainChoice, 'accept', { code: 'KeyP' }), 'toolPolygon', { code: 'KeyI' });
  const both = putBack(choice, 'accept');
  expect(keysOf(both, 'accept')).toEqual(['Enter', 'Enter (numpad)', 'N']);
  expect(conflictsInside(both)).toEqual([]);
});

test('the nine of a family move together, on digits only', () => {
  const choice = taken(plainChoice, 'label1', { code: 'Digit4', ctrl: true });
  expect([keysOf(choice, 'label1'), keysOf(choice, 'label9')]).toEqual([['Ctrl+1'], ['Ctrl+9']]);
  expect(rebindingTo('label1', { code: 'KeyL' })).toBeNull();
  const swapped = taken(plainChoice, 'label1', { code: 'Digit1', alt: true });
  expect(keysOf(swapped, 'attribute7')).toEqual(['7']);
});

test('a layout that has two strokes on one key is told', () => {
  const press = { code: 'Digit7', key: '/', shiftKey: true, ctrlKey: false, metaKey: false, altKey: false };
  const recorded = recordStroke(press);
  expect(recorded).toEqual({ kind: 'stroke', stroke: { code: 'Digit7', shift: true } });
  const rebinding = rebindingTo('toolBox', { code: 'Digit7', shift: true });
  const clashes = rebinding && clashesOf(makeKeymap(plainChoice), rebinding, press);
  expect(clashes?.map(({ command }) => command)).toEqual(['labelSearch']);
});

test('modifiers alone are waited for, what moves the cross is not given away, signs go by what they type', () => {
  const press = {
    code: 'ShiftLeft',
    key: 'Shift',
    shiftKey: true,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
  };
  expect(recordStroke(press)).toEqual({ kind: 'waiting' });
  expect(recordStroke({ ...press, code: 'ArrowUp', key: 'ArrowUp' })).toEqual({ kind: 'fixed' });
  expect(recordStroke({ ...press, code: 'Minus', key: '?' })).toEqual({
    kind: 'stroke',
    stroke: { key: '?' },
  });
  expect(recordStroke({ ...press, code: 'KeyY', key: 'Y', metaKey: true })).toEqual({
    kind: 'stroke',
    stroke: { code: 'KeyY', ctrl: true, shift: true },
  });
});

test.each([
  null,
  '',
  '{',
  '[]',
  '{"preset":"vim","changed":{}}',
  '{"preset":"cvat","changed":{"undo":[{"code":7}]}}',
])('what was kept and cannot be read is the keys as they come: %s', (kept) => {
  expect(parseKeyChoice(kept)).toEqual(plainChoice);
});

test('a change that the table has outgrown gives way', () => {
  const kept = parseKeyChoice(
    '{"preset":"maskroom","changed":{"gone":[{"code":"KeyA"}],"toolBox":[{"code":"KeyV"}],"lock":[{"code":"KeyL"}]}}',
  );
  expect(makeKeymap(kept).choice.changed).toEqual({ lock: [{ code: 'KeyL' }] });
});
