import { CloudOff } from 'lucide-react';
import { useStore } from 'zustand';
import type { CloseReason } from '../connection/savedState.ts';
import { closedReason } from '../document/journal/closedReason.ts';
import { Button } from '../ui/Button.tsx';
import { useNavigation } from '../ui/navigation.ts';
import { paths } from '../ui/paths.ts';
import { count } from '../ui/quantity.ts';
import styles from './ClosedNotice.module.css';
import { useKeptCount } from './kept/KeptHere.tsx';
import { useWorkbench } from './sessionContext.ts';

const actionLabels: Readonly<Record<CloseReason['action'], string>> = {
  'sign-in': 'Sign in',
  reload: 'Reload',
  leave: 'Back to the project',
};

/** The server has ended this picture for good: says why, what is safe and what to do. */
export function ClosedNotice() {
  const { document, project, view } = useWorkbench();
  const kept = useKeptCount();
  const { path, search, navigate } = useNavigation();
  const saved = useStore(document.saved, (state) => state.saved);
  if (saved.state !== 'closed') return null;
  const { title, advice, action } = saved.reason;
  const act = () => {
    if (action === 'reload') location.reload();
    else navigate(action === 'sign-in' ? paths.signIn(path + search) : paths.project(project.id));
  };
  return (
    <div className={styles.notice} role="alert" data-floating>
      <CloudOff size={20} aria-hidden />
      <div>
        <strong>{title}</strong>
        <p>
          {advice} {whatBecameOf(saved.queued, saved.code)}
        </p>
      </div>
      {kept > 0 && <Button onClick={() => view.setState({ keptOpen: true })}>Look at your changes</Button>}
      <Button kind="primary" onClick={act}>
        {actionLabels[action]}
      </Button>
    </div>
  );
}

function whatBecameOf(queued: number, code: number): string {
  if (queued === 0) return 'All your changes are saved.';
  const yours = `${count(queued, 'change')} of yours`;
  return closedReason(code) === null
    ? `${yours} will be saved then.`
    : `${yours} could not be saved and will be kept in this browser.`;
}
