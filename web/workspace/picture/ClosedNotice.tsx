import { CloudOff } from 'lucide-react';
import { useStore } from 'zustand';
import { closedReason } from '../../document/journal/closedReason.ts';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/language/language.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { paths } from '../../ui/paths.ts';
import { useKeptCount } from '../kept/useKeptCount.ts';
import { useWorkbench } from '../state/sessionContext.ts';
import styles from './ClosedNotice.module.css';

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
      {kept > 0 && <Button onClick={() => view.setState({ keptOpen: true })}>{t('closed.look')}</Button>}
      <Button kind="primary" onClick={act}>
        {t(`closed.action.${action}`)}
      </Button>
    </div>
  );
}

function whatBecameOf(queued: number, code: number): string {
  if (queued === 0) return t('closed.allSaved');
  return t(closedReason(code) === null ? 'closed.willBeSaved' : 'closed.willBeKept', { n: queued });
}
