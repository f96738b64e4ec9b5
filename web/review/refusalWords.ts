import { t } from '../ui/language/language.ts';
import type { Note } from '../ui/Toast.tsx';
import type { DecisionRefusal } from './decide.ts';
import { decidedWords } from './decidedWords.ts';

/** Why a decision was not taken, and what to do. */
export function refusalWords(refusal: DecisionRefusal): Pick<Note, 'title' | 'description'> {
  switch (refusal.status) {
    case 'changed':
      return { title: t('review.changed'), description: t('review.changedAdvice') };
    case 'decided': {
      const { byName, decision, reason } = refusal.standing;
      return { title: decidedWords(decision, byName, reason), description: t('review.decidedAdvice') };
    }
    case 'refused':
      return { title: t('review.notTaken'), description: refusal.failure.message };
  }
}
