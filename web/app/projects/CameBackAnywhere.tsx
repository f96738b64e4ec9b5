import { useCallback } from 'react';
import { onReconnect } from '../../connection/onReconnect.ts';
import { listCameBack } from '../../connection/workApi.ts';
import { useLoaded } from '../../ui/useLoaded.ts';
import { useSession } from '../account/useSession.ts';
import { CameBack } from '../CameBack.tsx';
import { type NewsSocket, useSocketNews } from '../useSocketNews.ts';
import { useWorkChanges } from '../useWorkChanges.ts';

/** What came back to this person in whichever project; goes along as it does. */
export function CameBackAnywhere() {
  const { me } = useSession();
  const { loaded, reload } = useLoaded(listCameBack);
  useWorkChanges(null, reload);
  useSocketNews(
    me.id,
    useCallback((socket: NewsSocket) => onReconnect(socket, reload), [reload]),
  );
  return loaded.status === 'ready' && <CameBack items={loaded.value} />;
}
