import { KeySheet } from '../tool/keymap/KeySheet.tsx';
import { mayAnnotate, mayReview } from './state/permissions.ts';
import { useView, useWorkbench } from './state/sessionContext.ts';

/** The keys of the workspace, when they are asked for. */
export function Keys() {
  const { role, view } = useWorkbench();
  const open = useView((state) => state.keysOpen);
  return (
    <KeySheet
      open={open}
      onClose={() => view.setState({ keysOpen: false })}
      onTour={mayAnnotate(role) ? () => view.setState({ keysOpen: false, tourStep: 0 }) : undefined}
      scopes={mayReview(role) ? ['preview', 'review', 'workspace'] : ['preview', 'workspace']}
    />
  );
}
