import { paletteColor } from '@maskroom/shared/annotation/label';
import { toProblem } from '@maskroom/shared/base/problem';
import type { Project } from '@maskroom/shared/protocol/http';
import { type FormEvent, useState } from 'react';
import { addLabel } from '../../connection/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
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
  const [problem, setProblem] = useState<string | null>(null);
  const color = paletteColor(project.labels.length);

  const add = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    if (!wanted) return;
    if (project.labels.some((label) => label.name === wanted))
      return setProblem('There is a label of this name.');
    try {
      await addLabel(project.id, { name: wanted, color });
      setName('');
      setProblem(null);
      onChange();
    } catch (cause) {
      setProblem(toProblem(cause).message);
    }
  };

  return (
    <Dialog open={open} onClose={onClose} title="Labels">
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
        <p className={styles.none}>No labels yet. Objects need one before they can be kept.</p>
      )}
      {mayAdd && (
        <form className={styles.add} onSubmit={(event) => void add(event)}>
          <TextField
            label="New label"
            maxLength={120}
            className={styles.field}
            value={name}
            onChange={setName}
            error={problem}
          />
          <Button type="submit" disabled={!name.trim()}>
            Add
          </Button>
        </form>
      )}
      <div />
    </Dialog>
  );
}
