import type { NudgeShown } from '@maskroom/shared/protocol/monitor';
import { useCallback } from 'react';
import { t } from '../ui/language/language.ts';
import { useNotes } from '../ui/Toast.tsx';
import { type NewsSocket, useSocketNews } from './useSocketNews.ts';

/** Shows a person, wherever they are in the app, the short lines that a lead sends them. */
export function NudgeNews({ userId }: { readonly userId: string }) {
  const notes = useNotes();
  const listen = useCallback(
    (socket: NewsSocket) => {
      const show = ({ byName, text }: NudgeShown) =>
        notes.say({ title: t('live.nudgeFrom', { name: byName }), description: text, lasting: true });
      socket.on('nudge:show', show);
      return () => void socket.off('nudge:show', show);
    },
    [notes],
  );
  useSocketNews(userId, listen);
  return null;
}
