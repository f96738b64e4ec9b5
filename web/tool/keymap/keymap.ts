import type { KeyStroke } from '../keyBinding.ts';
import { type BoundKey, keyConflicts, strokeName } from '../keyMatch.ts';
import { type KeyCommand, keyTable } from '../keys.ts';
import { type KeyChanges, type PresetName, presets } from './keyPresets.ts';

/** What somebody chose: a set of keys, and what of it they changed. */
export interface KeyChoice {
  readonly preset: PresetName;
  readonly changed: KeyChanges;
}

export const plainChoice: KeyChoice = { preset: 'maskroom', changed: {} };

/** The keys that somebody has. */
export interface Keymap {
  readonly bindings: readonly BoundKey[];
  /** What was chosen, less what no longer fits the table. */
  readonly choice: KeyChoice;
  strokesOf(command: KeyCommand): readonly KeyStroke[];
  /** The first stroke as tooltips show it; empty when it has none. */
  keyOf(command: KeyCommand): string;
}

/**
 * The table with somebody's choice in it. What was changed when the table was another one, and would now put two
 * commands of a scope on one key, is as the preset has it.
 */
export function makeKeymap({ preset, changed }: KeyChoice): Keymap {
  let kept: KeyChanges = changed;
  let bindings = bind(preset, kept);
  for (let faults = clashing(bindings); faults.size > 0; faults = clashing(bindings)) {
    const rest = Object.entries(kept).filter(([id]) => !faults.has(id));
    if (rest.length === Object.keys(kept).length) break;
    kept = Object.fromEntries(rest);
    bindings = bind(preset, kept);
  }
  const strokes = new Map(bindings.map((binding) => [binding.id, binding.strokes]));
  const strokesOf = (command: KeyCommand) => strokes.get(command) ?? [];
  return {
    bindings,
    choice: { preset, changed: kept },
    strokesOf,
    keyOf(command) {
      const [first] = strokesOf(command);
      return first ? strokeName(first) : '';
    },
  };
}

const bind = (preset: PresetName, changed: KeyChanges): BoundKey[] =>
  keyTable.map((binding) => ({
    ...binding,
    strokes: changed[binding.id] ?? presets[preset][binding.id] ?? binding.strokes,
  }));

/** Commands that share a stroke with another of their own scope. */
function clashing(bindings: readonly BoundKey[]): ReadonlySet<string> {
  const scopeOf = new Map<string, string>(bindings.map(({ id, scope }) => [id, scope]));
  const inside = keyConflicts(bindings).filter(
    ({ first, second }) => scopeOf.get(first) === scopeOf.get(second),
  );
  return new Set(inside.flatMap(({ first, second }) => [first, second]));
}
