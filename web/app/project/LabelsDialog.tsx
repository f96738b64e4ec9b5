import { paletteColor } from '@maskroom/shared/annotation/label';
import type { Project } from '@maskroom/shared/protocol/http';
import { useState } from 'react';
import { addLabel } from '../../connection/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { t } from '../../ui/language/language.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useSending } from '../../ui/useSending.ts';
import { LabelItem } from './LabelItem.tsx';
import styles from './LabelsDialog.module.css';

interface LabelsDialogProps {
  readonly open: boolean;
  readonly project: Project;
  readonly mayAdd: boolean;
  readonly onClose: () => void;
  readonly onChange: () => void;
}

/** What people mark here; the first nine have the keys 1 to 9 in the workspace. */
export function LabelsDialog({ open, project, mayAdd, onClose, onChange }: LabelsDialogProps) {
  const [name, setName] = useState('');
  const color = paletteColor(project.labels.length);

  const { busy, problem, send } = useSending(async () => {
    const wanted = name.trim();
    if (project.labels.some((label) => label.name === wanted)) return t('labels.taken');
    await addLabel(project.id, { name: wanted, color });
    setName('');
    onChange();
  });

  return (
    <Dialog open={open} onClose={onClose} title={t('common.labels')}>
      {project.labels.length > 0 ? (
        <ol className={styles.list}>
          {project.labels.map((label, index) => (
            <LabelItem
              key={label.id}
              projectId={project.id}
              label={label}
              place={index}
              mayChange={mayAdd}
              onChange={onChange}
            />
          ))}
        </ol>
      ) : (
        <p className={styles.none}>{t('labels.none')}</p>
      )}
      {mayAdd && (
        <form className={styles.add} onSubmit={send}>
          <TextField
            label={t('labels.new')}
            maxLength={120}
            className={styles.field}
            value={name}
            onChange={setName}
            error={problem}
          />
          <Button type="submit" busy={busy} disabled={!name.trim()}>
            {t('common.add')}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
