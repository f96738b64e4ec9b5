import { type KeyStroke, mayMeet } from '../keyBinding.ts';
import { type BoundKey, matchesStroke, type PressedKey, strokeName } from '../keyMatch.ts';
import { type KeyCommand, keyTable } from '../keys.ts';
import { families, placeOf, places } from '../labelKeys.ts';
import type { KeyChoice, Keymap } from './keymap.ts';
import { type KeyChanges, presets } from './keyPresets.ts';

/** The strokes that some commands shall have: of one command, or of all in its family. */
export type Rebinding = ReadonlyMap<KeyCommand, readonly KeyStroke[]>;

/** A command of the same scope that has one of the strokes already. */
export interface Clash {
  readonly command: KeyCommand;
  readonly stroke: KeyStroke;
  /** Which of those that are being changed would take it. */
  readonly taker: KeyCommand;
}

/** A command, or its whole family, on a new stroke; null for a family whose stroke is no digit from 1 to 9. */
export function rebindingTo(command: KeyCommand, stroke: KeyStroke): Rebinding | null {
  const member = placeOf(command);
  if (!member) return new Map([[command, [stroke]]]);
  if (!('code' in stroke) || !/^Digit[1-9]$/.test(stroke.code)) return null;
  return new Map(
    places.map((place) => [families[member.family](place), [{ ...stroke, code: `Digit${place}` }]]),
  );
}

/** A command, or its whole family, as the chosen preset has it. */
export function rebindingBack(command: KeyCommand, { preset }: KeyChoice): Rebinding {
  const member = placeOf(command);
  const ids = member ? places.map((place) => families[member.family](place)) : [command];
  const given = new Map(keyTable.map((binding) => [binding.id, binding.strokes]));
  return new Map(ids.map((id) => [id, presets[preset][id] ?? given.get(id) ?? []]));
}

/** Who has these strokes now. With the press itself, also those that this keyboard layout puts on the same key. */
export function clashesOf(keymap: Keymap, rebinding: Rebinding, press?: PressedKey): Clash[] {
  return [...rebinding].flatMap(([taker, wanted]) => {
    const scope = keymap.bindings.find(({ id }) => id === taker)?.scope;
    return keymap.bindings
      .filter((other) => other.scope === scope && !rebinding.has(other.id))
      .flatMap((other) =>
        other.strokes
          .filter((stroke) => wanted.some((one) => isSame(one, stroke, press)))
          .map((stroke) => ({ command: other.id, stroke, taker })),
      );
  });
}

const isSame = (wanted: KeyStroke, stroke: KeyStroke, press: PressedKey | undefined): boolean =>
  strokeName(wanted) === strokeName(stroke) ||
  (press !== undefined && matchesStroke(wanted, press) && matchesStroke(stroke, press));

/**
 * The choice with the strokes in it. Whoever had one of them gets, in its stead, one that the taker leaves; when
 * none is left over it does without.
 */
export function rebound(keymap: Keymap, rebinding: Rebinding, clashes: readonly Clash[]): KeyChoice {
  const next = new Map<KeyCommand, readonly KeyStroke[]>(rebinding);
  const wanted = new Set([...rebinding.values()].flat().map(strokeName));
  const left = new Map(
    [...rebinding.keys()].map((taker) => [
      taker,
      keymap.strokesOf(taker).filter((stroke) => !wanted.has(strokeName(stroke))),
    ]),
  );
  for (const { command, stroke, taker } of clashes) {
    const [instead, ...rest] = left.get(taker) ?? [];
    left.set(taker, rest);
    const before = next.get(command) ?? keymap.strokesOf(command);
    next.set(
      command,
      before.flatMap((one) => (one !== stroke ? [one] : instead ? [instead] : [])),
    );
  }
  return withoutWhatIsGiven({
    preset: keymap.choice.preset,
    changed: { ...keymap.choice.changed, ...Object.fromEntries(next) },
  });
}

/** What is as the preset has it is not a change. */
function withoutWhatIsGiven(choice: KeyChoice): KeyChoice {
  const names = (strokes: readonly KeyStroke[]) => strokes.map(strokeName).join(' ');
  const changed: KeyChanges = Object.fromEntries(
    keyTable.flatMap(({ id, strokes }) => {
      const now = choice.changed[id];
      const given = presets[choice.preset][id] ?? strokes;
      return now && names(now) !== names(given) ? [[id, now]] : [];
    }),
  );
  return { ...choice, changed };
}

/** Commands of other scopes on the same stroke: in theirs they come first, or this one does. */
export function neighboursOf(keymap: Keymap, command: KeyCommand): BoundKey[] {
  const own = keymap.bindings.find(({ id }) => id === command);
  const names = new Set(own?.strokes.map(strokeName));
  return keymap.bindings.filter(
    ({ scope, strokes }) =>
      own !== undefined &&
      scope !== own.scope &&
      mayMeet(scope, own.scope) &&
      strokes.some((stroke) => names.has(strokeName(stroke))),
  );
}
