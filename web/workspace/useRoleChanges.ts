import { useEffect } from 'react';
import { getProject } from '../connection/api.ts';
import type { WorkspaceSession } from './session.ts';

/**
 * A role that changes drops the connection; when it is back, asks what the role is now. With another role the
 * history and what the screen offers start anew.
 */
export function useRoleChanges({ socket, project, role }: WorkspaceSession, onStale: () => void): void {
  useEffect(() => {
    let wasOffline = false;
    const onDisconnect = () => {
      wasOffline = true;
    };
    const onConnect = () => {
      if (!wasOffline) return;
      getProject(project.id).then(
        (now) => now.role !== role && onStale(),
        () => undefined,
      );
    };
    socket.on('disconnect', onDisconnect);
    socket.on('connect', onConnect);
    return () => {
      socket.off('disconnect', onDisconnect);
      socket.off('connect', onConnect);
    };
  }, [socket, project.id, role, onStale]);
}
