import type { Label } from '@maskroom/shared/annotation/label';
import { X } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { getProject } from '../../connection/api.ts';
import type { Journal } from '../../document/journal/journal.ts';
import { type KeptItem, keptAsJson, keptItems, refusalWords } from '../../document/journal/kept.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { moment } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { useNotes } from '../../ui/Toast.tsx';
import styles from './KeptDialog.module.css';
import { KeptShape } from './KeptShape.tsx';

export interface KeptHerePart {
  readonly imageId: string;
  /** The label it has or had; null when nobody knows. */
  readonly labelIdOf: (item: KeptItem) => string | null;
  /** Null: nothing may be drawn here. */
  readonly draw: ((item: KeptItem) => void) | null;
}

interface KeptDialogProps {
  readonly journal: Journal;
  readonly open: boolean;
  readonly onClose: () => void;
  /** The picture that is open here. */
  readonly here?: KeptHerePart;
}

/** What the server refused, kept until its person takes it elsewhere or lets it go. */
export function KeptDialog({ journal, open, onClose, here }: KeptDialogProps) {
  const notes = useNotes();
  const steps = useStore(journal.store, (state) => state.steps);
  const labels = useLabels(open ? steps.map(({ projectId }) => projectId) : []);
  const items = useMemo(
    () => keptItems(steps, (id) => labels.get(id)?.name ?? t('kept.otherwise')).toReversed(),
    [steps, labels],
  );
  const json = () => keptAsJson(items, (id) => labels.get(id)?.name);
  const copy = () =>
    navigator.clipboard.writeText(json()).then(
      () => notes.say({ title: t('common.copied') }),
      () => notes.warn({ title: t('kept.notCopied'), description: t('kept.download') }),
    );
  const forget = (item: KeptItem) => journal.forget(item.stepIds);
  const draw = (item: KeptItem) => {
    here?.draw?.(item);
    forget(item);
  };

  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('kept.title')}
      description={t('kept.words')}
      wide
      actions={
        items.length > 0 && (
          <>
            <Button onClick={() => journal.forget(items.flatMap(({ stepIds }) => stepIds))}>
              {t('kept.discardAll')}
            </Button>
            <Button onClick={() => void copy()}>{t('common.copy')}</Button>
            <Button kind="primary" onClick={() => download(json())}>
              {t('kept.downloadButton')}
            </Button>
          </>
        )
      }
    >
      {items.length === 0 ? (
        <p className={styles.reason}>{t('kept.nothing')}</p>
      ) : (
        <ul className={styles.list}>
          {items.map((item) => {
            const isHere = here?.imageId === item.picture.imageId;
            const labelId = item.labelId ?? (isHere ? here.labelIdOf(item) : null);
            const label = labelId === null ? undefined : labels.get(labelId);
            return (
              <li
                key={item.stepIds[0]}
                className={styles.item}
                data-testid="kept-item"
                data-reason={item.reason}
              >
                <KeptShape polygon={item.polygon} color={label?.color ?? '#8c8c8c'} />
                <div className={styles.words}>
                  <strong>
                    {t('step.did', { what: label?.name ?? t('kept.object'), did: item.deeds.join(', ') })}
                  </strong>
                  <span className={styles.reason}>{refusalWords(item.reason)}</span>
                  <span className={styles.where}>
                    {moment(item.at, dayAndMinute)}
                    {!isHere && ` · ${item.picture.fileName}`}
                  </span>
                </div>
                {isHere && here.draw && item.geometry && label && (
                  <Button size="small" onClick={() => draw(item)}>
                    {t('kept.draw')}
                  </Button>
                )}
                <IconButton label={t('kept.discard')} size="small" onClick={() => forget(item)}>
                  <X />
                </IconButton>
              </li>
            );
          })}
        </ul>
      )}
    </Dialog>
  );
}

const dayAndMinute = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
} as const;

/** The labels of these projects, as far as they can still be read. */
function useLabels(projectIds: readonly string[]): ReadonlyMap<string, Label> {
  const [labels, setLabels] = useState<ReadonlyMap<string, Label>>(new Map());
  const wanted = [...new Set(projectIds)].sort().join(' ');
  useEffect(() => {
    let gone = false;
    const ids = wanted.split(' ').filter((id) => id !== '');
    void Promise.allSettled(ids.map(getProject)).then((answers) => {
      if (gone) return;
      const known = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.labels : []));
      setLabels(new Map(known.map((label) => [label.id, label])));
    });
    return () => {
      gone = true;
    };
  }, [wanted]);
  return labels;
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'changes-not-taken.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
