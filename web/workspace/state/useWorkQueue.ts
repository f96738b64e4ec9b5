import type { WorkChanged, WorkItem } from '@maskroom/shared/protocol/jobs';
import { useEffect, useMemo } from 'react';
import { onReconnect } from '../../connection/onReconnect.ts';
import { connection } from '../../connection/socketClient.ts';
import { listWork } from '../../connection/workApi.ts';
import { createWorkQueue, type WorkQueue } from './workQueue.ts';

/** Keeps up with what comes back to this person, is given to them or taken away; null until the first list is there. */
export function useWorkQueue(projectId: string, first: readonly WorkItem[] | null): WorkQueue | null {
  const work = useMemo(() => first && createWorkQueue(first, () => listWork(projectId)), [projectId, first]);
  useEffect(() => {
    if (!work) return;
    const { socket } = connection();
    // Asked again whenever there is news; what fails for now comes with the next.
    const renew = () => void work.renew().catch(() => undefined);
    const told = (change: WorkChanged) => {
      if (change.projectId === projectId) renew();
    };
    socket.on('work:changed', told);
    const end = onReconnect(socket, renew);
    return () => {
      socket.off('work:changed', told);
      end();
    };
  }, [projectId, work]);
  return work;
}
