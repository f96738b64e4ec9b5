import type { AlertChanged } from '@maskroom/shared/protocol/alerts';
import { useCallback } from 'react';
import { alertWords } from '../monitor/alertWords.ts';
import { t } from '../ui/language/language.ts';
import { useNavigation } from '../ui/navigation.ts';
import { paths } from '../ui/paths.ts';
import { useNotes } from '../ui/Toast.tsx';
import { type NewsSocket, useSocketNews } from './useSocketNews.ts';

/** Tells a lead, wherever they are in the app, that an alert of one of their projects began or is over. */
export function AlertNews({ userId }: { readonly userId: string }) {
  const notes = useNotes();
  const { navigate } = useNavigation();
  const listen = useCallback(
    (socket: NewsSocket) => {
      const told = ({ alert, projectId, projectName: project }: AlertChanged) => {
        const began = alert.endedAt === null;
        const note = {
          title: began ? t('alerts.began', { project }) : t('alerts.ended', { project }),
          description: alertWords(alert),
          action: { label: t('alerts.look'), onClick: () => navigate(paths.live(projectId)) },
        };
        if (began) notes.warn(note);
        else notes.say(note);
      };
      socket.on('alert:changed', told);
      return () => void socket.off('alert:changed', told);
    },
    [notes, navigate],
  );
  useSocketNews(userId, listen);
  return null;
}
