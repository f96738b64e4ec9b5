import type { Me } from '@maskroom/shared/protocol/http';
import { createContext, useContext } from 'react';

/** Who is signed in, and what ends it. */
export interface Session {
  readonly me: Me;
  readonly signOut: () => void;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs somebody signed in');
  return session;
}
