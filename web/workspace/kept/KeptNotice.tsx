import { Archive, CloudOff } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { journalOf } from '../../document/journal/journals.ts';
import { resumeElsewhere } from '../../document/journal/resume.ts';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/language/language.ts';
import { KeptDialog } from './KeptDialog.tsx';
import styles from './KeptNotice.module.css';

/** While something waits it is tried again after this long. */
const AGAIN_MS = 15_000;

/** Says what of one's work is only in this browser, and brings on what can be brought. */
export function KeptNotice({ userId }: { readonly userId: string }) {
  const journal = useMemo(() => journalOf(userId), [userId]);
  const steps = useStore(journal.store, (state) => state.steps);
  const [open, setOpen] = useState(false);
  const waiting = steps.filter(({ state }) => state === 'waiting').length;
  const refused = steps.filter(({ state }) => state === 'refused').length;

  useEffect(() => {
    const bring = () => void resumeElsewhere(journal, location.origin.replace(/^http/, 'ws'), null);
    bring();
    const timer = setInterval(() => journal.orphans().length > 0 && bring(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [journal]);

  return (
    <>
      {(waiting > 0 || refused > 0) && (
        <aside className={styles.notice} aria-label={t('kept.notice')}>
          {refused > 0 ? <Archive size={16} aria-hidden /> : <CloudOff size={16} aria-hidden />}
          <output className={styles.words}>
            {[
              waiting > 0 ? t('kept.waiting', { n: waiting }) : '',
              refused > 0 ? t('kept.notTaken', { n: refused }) : '',
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </output>
          {refused > 0 && (
            <Button size="small" onClick={() => setOpen(true)}>
              {t('kept.look')}
            </Button>
          )}
        </aside>
      )}
      <KeptDialog journal={journal} open={open} onClose={() => setOpen(false)} />
    </>
  );
}
