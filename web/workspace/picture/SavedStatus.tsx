import { Check, CloudOff, LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { unsavedElsewhere } from '../../connection/openDocuments.ts';
import type { SavedState } from '../../connection/savedState.ts';
import { classes } from '../../ui/classes.ts';
import { clock } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { usePeopleHere } from '../people/PeopleHere.tsx';
import { useWorkbench } from '../state/sessionContext.ts';
import styles from './SavedStatus.module.css';
import { useWaiting } from './useWaiting.ts';

/** Saving mostly takes a few milliseconds: words that come and go that fast are noise. */
const SAVING_SHOWN_MS = 400;

/** Whether the work is safe: "Saved 12:03 · 3 people". The attribute says so at once, the words calmly. */
export function SavedStatus() {
  const { document } = useWorkbench();
  const saved = useStore(document.saved, (state) => state.saved);
  const people = usePeopleHere();
  const elsewhere = useStore(unsavedElsewhere, (state) => state.count);
  const waiting = useWaiting();
  const shown = useCalm(saved);
  const trouble = shown.state === 'offline' || shown.state === 'closed';
  return (
    <output
      className={classes(styles.status, trouble && styles.trouble)}
      data-testid="saved"
      data-saved={saved.state}
      data-unsaved={waiting}
    >
      <Icon state={shown.state} />
      <span className={styles.words}>
        {words(shown, people.length, waiting)}
        {elsewhere > 0 && ` · ${t('saved.elsewhere', { n: elsewhere })}`}
      </span>
      {trouble && waiting > 0 && (
        <span className={styles.short} aria-hidden>
          {waiting}
        </span>
      )}
    </output>
  );
}

function Icon({ state }: { readonly state: SavedState['state'] }) {
  if (state === 'saved') return <Check size={14} aria-hidden />;
  if (state === 'offline' || state === 'closed') return <CloudOff size={14} aria-hidden />;
  return <LoaderCircle size={14} aria-hidden />;
}

export const offlineWords = (waiting: number): string =>
  waiting > 0 ? t('saved.offlineWaiting', { n: waiting }) : t('saved.offline');

function words(saved: SavedState, people: number, waiting: number): string {
  switch (saved.state) {
    case 'opening':
      return t('saved.opening');
    case 'saved':
      return people > 1
        ? t('saved.atPeople', { time: clock(saved.at), n: people })
        : t('saved.at', { time: clock(saved.at) });
    case 'saving':
      return t('saved.saving', { n: saved.count });
    case 'offline':
      return offlineWords(waiting);
    case 'closed':
      return saved.reason.title;
  }
}

function useCalm(saved: SavedState): SavedState {
  const [shown, setShown] = useState(saved);
  useEffect(() => {
    if (saved.state !== 'saving') {
      setShown(saved);
      return;
    }
    const timer = setTimeout(() => setShown(saved), SAVING_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [saved]);
  return shown;
}
