import type { WorkChanged } from '@maskroom/shared/protocol/jobs';
import { useCallback } from 'react';
import { useSession } from './account/useSession.ts';
import { type NewsSocket, useSocketNews } from './useSocketNews.ts';

/**
 * Calls `again` when this person's work in the project (null: in whichever) came back, was given to them or taken away.
 * `again` must be stable.
 */
export function useWorkChanges(projectId: string | null, again: () => void): void {
  const { me } = useSession();
  const listen = useCallback(
    (socket: NewsSocket) => {
      const told = (change: WorkChanged) => {
        if (projectId === null || change.projectId === projectId) again();
      };
      socket.on('work:changed', told);
      return () => void socket.off('work:changed', told);
    },
    [again, projectId],
  );
  useSocketNews(me.id, listen);
}
