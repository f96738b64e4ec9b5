import { useEffect, useState } from 'react';
import { connection } from '../connection/socketClient.ts';
import type { Notes } from '../ui/Toast.tsx';
import { openWorkspaceSession, type WorkspaceSession, type WorkspaceSubject } from './session.ts';
import type { View } from './viewStore.ts';

/** Opens the picture while the component is there; null for the moment before. */
export function useWorkspaceSession(
  subject: WorkspaceSubject,
  view: View,
  notes: Notes,
): WorkspaceSession | null {
  const { project, image, me, role } = subject;
  const [session, setSession] = useState<WorkspaceSession | null>(null);
  useEffect(() => {
    const { socket } = connection();
    const opened = openWorkspaceSession({ project, image, me, role }, { socket, notes, view });
    setSession(opened);
    return () => {
      setSession(null);
      opened.close();
    };
  }, [project, image, me, role, notes, view]);
  return session;
}
