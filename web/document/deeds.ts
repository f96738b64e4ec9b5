import { type Messages, t } from '../ui/language/language.ts';

/** What can be done to objects, as the name of a step says it: "cut", "merged" … */
export type Deed = keyof Messages['did'];

/** "car added". */
export const deedWords = (what: string, deed: Deed): string => t('step.did', { what, did: t(`did.${deed}`) });
