import { KeySheet } from '../tool/keymap/KeySheet.tsx';
import { mayReview } from './permissions.ts';
import { useView, useWorkbench } from './sessionContext.ts';

/** The keys of the workspace, when they are asked for. */
export function Keys() {
  const { role, view } = useWorkbench();
  const open = useView((state) => state.keysOpen);
  return (
    <KeySheet
      open={open}
      onClose={() => view.setState({ keysOpen: false })}
      scopes={mayReview(role) ? ['preview', 'review', 'workspace'] : ['preview', 'workspace']}
    />
  );
}
