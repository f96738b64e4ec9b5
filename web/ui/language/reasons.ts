import { type UsualReason, usualReasons } from '@maskroom/shared/annotation/rejectReasons';
import { t } from './language.ts';

const words: Readonly<Record<UsualReason, () => string>> = {
  'Wrong label': () => t('reject.label'),
  'Loose outline': () => t('reject.outline'),
  'Part is missing': () => t('reject.part'),
  'Not an object': () => t('reject.object'),
};

const isUsual = (reason: string): reason is UsualReason => usualReasons.some((usual) => usual === reason);

/** A stored reason as it is read: one of the usual ones in the reader's language, people's own as they wrote it. */
export const reasonWords = (stored: string): string => (isUsual(stored) ? words[stored]() : stored);

/** What is stored of a reason as it was read or typed: the other way round. */
export const storedReason = (read: string): string =>
  usualReasons.find((usual) => words[usual]() === read) ?? read;
