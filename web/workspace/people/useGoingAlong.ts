import type { PersonMoved } from '@maskroom/shared/protocol/monitor';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { keepSubscribed } from '../../connection/keepSubscribed.ts';
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
    const go = (moved: PersonMoved) => {
      if (moved.userId !== following || moved.projectId !== projectId) return;
      if (moved.imageId === null || moved.imageId === imageId) return;
      navigate(paths.watch(projectId, moved.imageId, following), { replace: true });
    };
    socket.on('monitor:moved', go);
    const end = keepSubscribed(socket, {
      ask: (timed) => timed.emitWithAck('monitor:follow', { projectId, userId: following, imageId }),
      onReply: go,
      end: () => socket.emit('monitor:unfollow', {}, () => undefined),
    });
    return () => {
      end();
      socket.off('monitor:moved', go);
    };
  }, [following, imageId, isLead, navigate, projectId, socket]);
}
