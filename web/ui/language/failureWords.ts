import { Problem } from '@maskroom/shared/base/problem';
import { t } from './language.ts';

/** What to tell somebody about something that was thrown. */
export const failureWords = (cause: unknown): string =>
  cause instanceof Problem ? cause.message : t('problem.internal');
