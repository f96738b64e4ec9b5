import { useEffect } from 'react';
import { useNavigation } from '../../ui/navigation.ts';
import type { WorkspaceSession } from '../state/session.ts';

/** Follows the person whom the address names, as soon as they are heard of in this picture; once. */
export function useFollowOfAddress({ presence, view }: WorkspaceSession): void {
  const { search } = useNavigation();
  const id = new URLSearchParams(search).get('follow');
  useEffect(() => {
    if (!id) return;
    const find = () => {
      const { others } = presence.others.getState();
      if (!others.some((other) => other.presence.user.id === id && other.presence.view)) return false;
      view.setState({ following: id });
      return true;
    };
    if (find()) return;
    const stop = presence.others.subscribe(() => {
      if (find()) stop();
    });
    return stop;
  }, [id, presence, view]);
}
