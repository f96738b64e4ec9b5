import { failureWords } from '../../../ui/language/failureWords.ts';
import { t } from '../../../ui/language/language.ts';
import { useNotes } from '../../../ui/Toast.tsx';

/** Changes jobs. Whether or not that could be, they are read again (`onChange`): who fails may be behind what others did. */
export function useJobChange(onChange: () => void) {
  const notes = useNotes();
  const fails = (cause: unknown): void => {
    notes.warn({ title: t('jobs.notChanged'), description: failureWords(cause) });
    onChange();
  };
  return {
    act: (change: Promise<unknown>): void => void change.then(onChange, fails),
    /** For a change of several steps, one of which did not come off. */
    fails,
  };
}
