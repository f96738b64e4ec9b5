import { MOST_REASONS, REASON_LENGTH } from '@maskroom/shared/annotation/rejectReasons';
import type { FiguresFor } from '@maskroom/shared/protocol/figures';
import type { Project } from '@maskroom/shared/protocol/http';
import { useState } from 'react';
import { changeProject } from '../../connection/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { t } from '../../ui/language/language.ts';
import { reasonWords, storedReason } from '../../ui/language/reasons.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useSending } from '../../ui/useSending.ts';
import styles from './SettingsDialog.module.css';

interface SettingsDialogProps {
  readonly open: boolean;
  readonly project: Project;
  readonly onClose: () => void;
  readonly onChange: () => void;
}

/** What a lead sets for the whole project. */
export function SettingsDialog({ open, project, onClose, onChange }: SettingsDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('settings.title')}>
      <SettingsForm
        project={project}
        onSaved={() => {
          onChange();
          onClose();
        }}
      />
    </Dialog>
  );
}

function SettingsForm({ project, onSaved }: { readonly project: Project; readonly onSaved: () => void }) {
  const [name, setName] = useState(project.name);
  const [reasons, setReasons] = useState(project.rejectReasons.map(reasonWords).join('\n'));
  const [figuresFor, setFiguresFor] = useState<FiguresFor>(project.figuresFor);

  const { busy, problem, send } = useSending(async () => {
    const rejectReasons = reasons
      .split('\n')
      .map((line) => storedReason(line.trim()))
      .filter(Boolean);
    const wrong = wrongReasons(rejectReasons);
    if (wrong) return wrong;
    await changeProject(project.id, { name: name.trim(), rejectReasons, figuresFor });
    onSaved();
  });
  return (
    <form className={styles.form} onSubmit={send}>
      <TextField label={t('settings.name')} maxLength={120} value={name} onChange={setName} />
      <label className={styles.reasons}>
        <span>{t('settings.reasons')}</span>
        <textarea
          rows={5}
          value={reasons}
          placeholder={t('settings.reasonsHint')}
          onChange={(event) => setReasons(event.target.value)}
        />
      </label>
      <Select
        label={t('settings.figuresFor')}
        value={figuresFor}
        onChange={setFiguresFor}
        options={[
          { value: 'leads', label: t('settings.leads'), note: t('settings.leadsNote') },
          { value: 'members', label: t('settings.members'), note: t('settings.membersNote') },
        ]}
      />
      {problem !== null && (
        <p role="alert" className={styles.bad}>
          {problem}
        </p>
      )}
      <Button kind="primary" type="submit" className={styles.save} busy={busy} disabled={!name.trim()}>
        {t('settings.save')}
      </Button>
    </form>
  );
}

/** What the server would not take, told in words; undefined where it would. */
function wrongReasons(reasons: readonly string[]): string | undefined {
  if (reasons.length > MOST_REASONS)
    return t('settings.tooManyReasons', { n: reasons.length, most: MOST_REASONS });
  const long = reasons.find(({ length }) => length > REASON_LENGTH);
  return long && t('settings.longReason', { start: long.slice(0, 30), n: long.length, most: REASON_LENGTH });
}
