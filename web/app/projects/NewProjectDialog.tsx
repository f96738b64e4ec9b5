import { type FormEvent, type RefObject, useId, useRef, useState } from 'react';
import { createProject } from '../../connection/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { failureWords } from '../../ui/language/failureWords.ts';
import { t } from '../../ui/language/language.ts';
import { TextField } from '../../ui/TextField.tsx';
import { LabelRows } from './LabelRows.tsx';
import { emptyRow, type LabelRow, labelsOf } from './labelRowList.ts';

interface NewProjectDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onCreated: (projectId: string) => void;
}

/** A name and the labels to give; more labels can follow at any time. */
export function NewProjectDialog(props: NewProjectDialogProps) {
  const form = useId();
  const nameField = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t('projects.new')}
      initialFocus={nameField}
      actions={
        <>
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} busy={busy}>
            {t('projects.create')}
          </Button>
        </>
      }
    >
      <NewProjectForm id={form} nameField={nameField} onBusy={setBusy} onCreated={props.onCreated} />
    </Dialog>
  );
}

interface NewProjectFormProps {
  readonly id: string;
  readonly nameField: RefObject<HTMLInputElement | null>;
  readonly onBusy: (busy: boolean) => void;
  readonly onCreated: (projectId: string) => void;
}

function NewProjectForm({ id, nameField, onBusy, onCreated }: NewProjectFormProps) {
  const [name, setName] = useState('');
  const [rows, setRows] = useState<readonly LabelRow[]>(() => [emptyRow(0)]);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return setProblem(t('projects.nameIt'));
    onBusy(true);
    try {
      onCreated((await createProject({ name: name.trim(), labels: labelsOf(rows) })).id);
    } catch (cause) {
      setProblem(failureWords(cause));
    } finally {
      onBusy(false);
    }
  };

  return (
    <form id={id} onSubmit={(event) => void submit(event)} noValidate style={{ display: 'contents' }}>
      <TextField
        label={t('common.name')}
        ref={nameField}
        maxLength={120}
        value={name}
        onChange={setName}
        error={problem}
      />
      <LabelRows rows={rows} onChange={setRows} />
    </form>
  );
}
