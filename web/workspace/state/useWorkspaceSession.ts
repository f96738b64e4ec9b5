import { useEffect, useRef, useState } from 'react';
import { connection } from '../../connection/socketClient.ts';
import { openWorkspaceSession, type WorkspaceSession, type WorkspaceSubject } from './session.ts';

/** The server made the document anew: what waits is in the journal and is brought to the new one. */
const DOCUMENT_RESET = 4409;
/** Sooner than this it is no use: the notice says what to do. */
const REOPEN_AT_MOST_EVERY_MS = 10_000;

/** Opens the picture while the component is there; null for the moment before. */
export function useWorkspaceSession(
  subject: WorkspaceSubject,
  { notes, view, work }: Pick<WorkspaceSession, 'notes' | 'view' | 'work'>,
): WorkspaceSession | null {
  const { project, image, me, role } = subject;
  const [session, setSession] = useState<WorkspaceSession | null>(null);
  const [turn, setTurn] = useState(0);
  const reopenedAt = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn opens the same picture anew
  useEffect(() => {
    const { socket } = connection();
    const opened = openWorkspaceSession({ project, image, me, role }, { socket, notes, view, work });
    setSession(opened);
    const stop = opened.document.saved.subscribe(({ saved }) => {
      const isReset = saved.state === 'closed' && saved.code === DOCUMENT_RESET;
      if (!isReset || Date.now() - reopenedAt.current < REOPEN_AT_MOST_EVERY_MS) return;
      reopenedAt.current = Date.now();
      setTurn((last) => last + 1);
    });
    return () => {
      stop();
      setSession(null);
      opened.close();
    };
  }, [project, image, me, role, notes, view, work, turn]);
  return session;
}
