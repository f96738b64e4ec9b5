import type { ReviewDecision } from '@maskroom/shared/annotation/instance';
import { t } from '../ui/language/language.ts';
import { reasonWords } from '../ui/language/reasons.ts';

/** "Rejected by Rea: “Too coarse”". */
export function decidedWords(
  decision: 'accepted' | 'rejected',
  name: string,
  reason: string | null | undefined,
): string {
  const sentence = t(decision === 'accepted' ? 'review.acceptedBy' : 'review.rejectedBy', { name });
  return reason ? t('review.because', { sentence, reason: reasonWords(reason) }) : sentence;
}

/** As {@link decidedWords}, of what was said of an object; undefined while that is nothing. */
export function reviewWords(
  review: ReviewDecision | undefined,
  personName: (userId: string) => string,
): string | undefined {
  if (!review || review.decision === 'none') return undefined;
  return decidedWords(review.decision, personName(review.by), review.reason);
}
