import { type Messages, t } from '../ui/language/language.ts';
import type { KeyCommand } from './keys.ts';
import { placeOf } from './labelKeys.ts';

/** What a command does, as the list of keys, tooltips and the palette say it. */
export const commandName = (command: KeyCommand): string =>
  isNamed(command) ? t(`key.${command}`) : t(`keys.family.${placeOf(command)?.family ?? 'label'}`);

/** The commands of a family have one name together. */
const isNamed = (command: KeyCommand): command is KeyCommand & keyof Messages['key'] =>
  placeOf(command) === null;
