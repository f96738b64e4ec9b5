import type { WorkChanged } from '@maskroom/shared/protocol/jobs';
import { useCallback } from 'react';
import { t } from '../ui/language/language.ts';
import { reasonWords } from '../ui/language/reasons.ts';
import { useNavigation } from '../ui/navigation.ts';
import { paths } from '../ui/paths.ts';
import { useNotes } from '../ui/Toast.tsx';
import { type NewsSocket, useSocketNews } from './useSocketNews.ts';

/** Tells a person, wherever they are in the app, that work of theirs came back, was given to them or taken away. */
export function WorkNews({ userId }: { readonly userId: string }) {
  const notes = useNotes();
  const { navigate } = useNavigation();
  const listen = useCallback(
    (socket: NewsSocket) => {
      const told = (change: WorkChanged) => {
        const { imageId, instanceId, jobNames, projectId, reason } = change;
        const to =
          imageId === null
            ? paths.project(projectId)
            : paths.image(projectId, imageId, instanceId ?? undefined);
        notes.say({
          title: titleOf(change),
          description: reason === null ? namesOf(jobNames) : reasonWords(reason),
          action: { label: t('work.open'), onClick: () => navigate(to) },
        });
      };
      socket.on('work:changed', told);
      return () => void socket.off('work:changed', told);
    },
    [notes, navigate],
  );
  useSocketNews(userId, listen);
  return null;
}

/** So many are named. */
const MOST_NAMED = 5;

const namesOf = (names: readonly string[]): string | undefined =>
  names.length === 0
    ? undefined
    : [...names.slice(0, MOST_NAMED), ...(names.length > MOST_NAMED ? ['…'] : [])].join(', ');

function titleOf({ byName: name, fileName, jobNames, kind }: WorkChanged): string {
  const file = fileName ?? '';
  const n = jobNames.length;
  switch (kind) {
    case 'rejected':
      return t('work.news.rejected', { file, name });
    case 'returned':
      return t('work.news.returned', { file, name });
    case 'assigned':
      return t('work.news.assigned', { name, n });
    case 'taken-away':
      return t('work.news.taken-away', { name, n });
  }
}
