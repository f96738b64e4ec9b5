import type { PersonMoved } from '@maskroom/shared/protocol/monitor';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { ACK_TIMEOUT_MS } from '../../connection/socketClient.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { paths } from '../../ui/paths.ts';
import { mayLead } from '../state/permissions.ts';
import type { WorkspaceSession } from '../state/session.ts';

/** Leads go along when the person whom they follow goes to another picture: the server tells them where. */
export function useGoingAlong({ image, project, role, socket, view }: WorkspaceSession): void {
  const { navigate } = useNavigation();
  const following = useStore(view, (state) => state.following);
  const isLead = mayLead(role);
  const [imageId, projectId] = [image.id, project.id];

  useEffect(() => {
    if (following === null || !isLead) return;
    let isOver = false;
    const go = (moved: PersonMoved) => {
      if (isOver || moved.userId !== following || moved.projectId !== projectId) return;
      if (moved.imageId === null || moved.imageId === imageId) return;
      navigate(paths.watch(projectId, moved.imageId, following), { replace: true });
    };
    const ask = async () => {
      const asked = { projectId, userId: following, imageId };
      const reply = await socket
        .timeout(ACK_TIMEOUT_MS)
        .emitWithAck('monitor:follow', asked)
        .catch(() => null);
      if (reply && !('code' in reply)) go(reply);
    };
    const connected = () => void ask();
    socket.on('connect', connected);
    socket.on('monitor:moved', go);
    if (socket.connected) connected();
    return () => {
      isOver = true;
      socket.off('connect', connected);
      socket.off('monitor:moved', go);
      if (socket.connected) socket.emit('monitor:unfollow', {}, () => undefined);
    };
  }, [following, imageId, isLead, navigate, projectId, socket]);
}
