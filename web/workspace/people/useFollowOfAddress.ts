import { useEffect } from 'react';
import { useNavigation } from '../../ui/navigation.ts';
import { paths } from '../../ui/paths.ts';
import type { WorkspaceSession } from '../state/session.ts';

/** Follows the person whom the address names; when that ends, the address names nobody any more. */
export function useFollowOfAddress({ image, me, project, view }: WorkspaceSession): void {
  const { navigate, search } = useNavigation();
  const id = new URLSearchParams(search).get('follow');
  useEffect(() => {
    if (!id || id === me.id) return;
    view.setState({ following: id });
    return view.subscribe(({ following }) => {
      if (following !== id) navigate(paths.image(project.id, image.id), { replace: true });
    });
  }, [id, image.id, me.id, navigate, project.id, view]);
}
