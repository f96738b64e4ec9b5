import { useEffect } from 'react';
import { getProject } from '../connection/api.ts';
import { onReconnect } from '../connection/onReconnect.ts';
import type { WorkspaceSession } from './state/session.ts';

/**
 * Keeps up with a project that others change: when the server tells, and when the connection is back, which a change
 * of role drops. New labels are there at once; with another role the history and what the screen offers start anew.
 */
export function useProjectChanges(
  { hand, liveProject, project, role, socket }: WorkspaceSession,
  onStale: () => void,
): void {
  useEffect(() => {
    let closed = false;
    const ask = () => {
      getProject(project.id).then(
        (now) => {
          if (closed) return;
          if (now.role !== role) return onStale();
          liveProject.renew(now);
          hand.setState(({ labelId }) => ({ labelId: labelId ?? now.labels[0]?.id ?? null }));
        },
        () => undefined,
      );
    };
    const onChanged = ({ projectId }: { projectId: string }) => {
      if (projectId === project.id) ask();
    };
    socket.on('project:changed', onChanged);
    const end = onReconnect(socket, ask);
    return () => {
      closed = true;
      end();
      socket.off('project:changed', onChanged);
    };
  }, [socket, project.id, role, hand, liveProject, onStale]);
}
