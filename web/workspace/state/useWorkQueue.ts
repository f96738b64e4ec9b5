import type { WorkChanged, WorkItem } from '@maskroom/shared/protocol/jobs';
import { useEffect, useMemo } from 'react';
import { connection } from '../../connection/socketClient.ts';
import { listWork } from '../../connection/workApi.ts';
import { createWorkQueue, type WorkQueue } from './workQueue.ts';

/** Keeps up with what comes back to this person, is given to them or taken away; null until the first list is there. */
export function useWorkQueue(projectId: string, first: readonly WorkItem[] | null): WorkQueue | null {
  const work = useMemo(() => first && createWorkQueue(first, () => listWork(projectId)), [projectId, first]);
  useEffect(() => {
    if (!work) return;
    const { socket } = connection();
    let wasOffline = false;
    // Asked again whenever there is news; what fails for now comes with the next.
    const renew = () => void work.renew().catch(() => undefined);
    const told = (change: WorkChanged) => {
      if (change.projectId === projectId) renew();
    };
    const disconnected = () => {
      wasOffline = true;
    };
    const connected = () => {
      if (wasOffline) renew();
    };
    socket.on('work:changed', told);
    socket.on('disconnect', disconnected);
    socket.on('connect', connected);
    return () => {
      socket.off('work:changed', told);
      socket.off('disconnect', disconnected);
      socket.off('connect', connected);
    };
  }, [projectId, work]);
  return work;
}
