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
