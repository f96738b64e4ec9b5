import type { WorkChanged } from '@maskroom/shared/protocol/jobs';
import { useEffect } from 'react';
import { t } from '../ui/language/language.ts';
import { useNavigation } from '../ui/navigation.ts';
import { paths } from '../ui/paths.ts';
import { useNotes } from '../ui/Toast.tsx';

/** Tells a person, wherever they are in the app, that work of theirs came back, was given to them or taken away. */
export function WorkNews({ userId }: { readonly userId: string }) {
  const notes = useNotes();
  const { navigate } = useNavigation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: somebody else signed in has a connection of their own
  useEffect(() => {
    const told = ({ byName, fileName, imageId, instanceId, kind, projectId, reason }: WorkChanged) => {
      const to =
        imageId === null
          ? paths.project(projectId)
          : paths.image(projectId, imageId, instanceId ?? undefined);
      notes.say({
        title: t(`work.news.${kind}`, { name: byName, file: fileName ?? '' }),
        description: reason ?? undefined,
        action: { label: t('work.open'), onClick: () => navigate(to) },
      });
    };
    let end = () => {};
    let gone = false;
    void import('../connection/socketClient.ts').then(({ connection }) => {
      if (gone) return;
      const { socket } = connection();
      socket.on('work:changed', told);
      end = () => void socket.off('work:changed', told);
    });
    return () => {
      gone = true;
      end();
    };
  }, [userId, notes, navigate]);
  return null;
}
