import { failureWords } from '../../../ui/language/failureWords.ts';
import { t } from '../../../ui/language/language.ts';
import { useNotes } from '../../../ui/Toast.tsx';
import { useLoaded } from '../../../ui/useLoaded.ts';

/** A list from the server, and changes to it that are fetched again when they are done. */
export function useList<T>(load: () => Promise<readonly T[]>) {
  const { loaded, reload } = useLoaded(load);
  const notes = useNotes();
  const act = (change: () => Promise<unknown>, done: string): void => {
    change().then(
      () => {
        notes.say({ title: done });
        reload();
      },
      (cause: unknown) => notes.warn({ title: t('common.didNotWork'), description: failureWords(cause) }),
    );
  };
  return { loaded, reload, act };
}
