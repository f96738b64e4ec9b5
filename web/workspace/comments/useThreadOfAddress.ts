import { useEffect } from 'react';
import { useNavigation } from '../../ui/navigation.ts';
import type { WorkspaceSession } from '../state/session.ts';

/** Opens the thread that the address names. */
export function useThreadOfAddress({ view }: WorkspaceSession): void {
  const { search } = useNavigation();
  const id = new URLSearchParams(search).get('comment');
  useEffect(() => {
    if (id) view.setState({ thread: id, tab: 'comments', panelOpen: true });
  }, [id, view]);
}
