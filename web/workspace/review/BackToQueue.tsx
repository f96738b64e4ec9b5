import { ListChecks } from 'lucide-react';
import { useEffect } from 'react';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { useCommandKeys } from '../../tool/keymap/useCommandKeys.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Key } from '../../ui/Key.tsx';
import { t } from '../../ui/language/language.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { paths } from '../../ui/paths.ts';
import { useWorkbench } from '../state/sessionContext.ts';
import styles from './ReviewPanel.module.css';

/** The way back for whoever came from the review queue to mend an object: to where in it they were. */
export function BackToQueue() {
  const { commands, project, view } = useWorkbench();
  const { search, navigate } = useNavigation();
  const { keyOf } = useKeymap();
  const queue = new URLSearchParams(search).get('queue');
  const to = paths.queue(project.id, queue ?? '');
  const comes = queue !== null;
  // Its keys and its card are there.
  useEffect(() => {
    if (!comes) return;
    view.setState({ tab: 'review' });
    commands.run('toolSelect');
  }, [comes, commands, view]);
  useCommandKeys({
    scopes: () => (comes ? ['workspace'] : []),
    run(command) {
      if (command === 'queueBack') navigate(to);
      return command === 'queueBack';
    },
    letGo: () => undefined,
  });
  if (!comes) return null;
  return (
    <LinkButton size="small" to={to} className={styles.back} aria-keyshortcuts={keyOf('queueBack')}>
      <ListChecks aria-hidden /> {t('review.backToQueue')} <Key keys={keyOf('queueBack')} />
    </LinkButton>
  );
}
