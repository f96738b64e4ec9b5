import { t } from '../../ui/language/language.ts';
import { commandName } from '../commandName.ts';
import type { KeyScope } from '../keyBinding.ts';
import type { BoundKey } from '../keyMatch.ts';
import type { KeyCommand } from '../keys.ts';
import { placeOf } from '../labelKeys.ts';
import type { Keymap } from './keymap.ts';

export const keyGroups = ['Tools', 'Drawing', 'Labels', 'Images', 'Edit', 'View', 'Review'] as const;

/** Escape is the way out of everything, this list too. */
export const isFixed = (command: KeyCommand): boolean => command === 'cancel';

/** A line of the list: nine that differ by a digit say less than the one for all. */
export const hasLine = (binding: BoundKey, scopes: readonly KeyScope[]): boolean =>
  scopes.includes(binding.scope) && (placeOf(binding.id)?.place ?? 1) === 1;

export function lineName(command: KeyCommand): string {
  const member = placeOf(command);
  return member ? t(`keys.family.${member.family}`) : commandName(command);
}

/** The first stroke; of a family, with its range of digits. */
export function lineKey(keymap: Keymap, command: KeyCommand): string {
  const key = keymap.keyOf(command);
  return placeOf(command) ? key.replace(/1$/, '1–9') : key;
}
