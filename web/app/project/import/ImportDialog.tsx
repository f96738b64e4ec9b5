import type { Project } from '@maskroom/shared/protocol/http';
import type { ImportFormat, ImportReport } from '@maskroom/shared/protocol/import';
import { useRef, useState } from 'react';
import { importAnnotations } from '../../../connection/importAnnotations.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { failureWords } from '../../../ui/language/failureWords.ts';
import { t } from '../../../ui/language/language.ts';
import { ProgressBar } from '../../../ui/Progress.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import styles from './ImportDialog.module.css';
import { ImportReportView } from './ImportReportView.tsx';

interface ImportDialogProps {
  readonly open: boolean;
  readonly project: Project;
  readonly onClose: () => void;
  readonly onChange: () => void;
}

type ImportState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'sending'; readonly name: string; readonly share: number }
  | { readonly kind: 'done'; readonly report: ImportReport }
  | { readonly kind: 'failed'; readonly problem: string };

/** Annotations in, and what became of them. It goes on when it is closed, and shows the end when it is opened again. */
export function ImportDialog({ open, project, onClose, onChange }: ImportDialogProps) {
  const [state, setState] = useState<ImportState>({ kind: 'asking' });
  const [format, setFormat] = useState<ImportFormat>('coco');
  const [label, setLabel] = useState(() => project.labels[0]?.name ?? t('import.anyLabel'));
  const input = useRef<HTMLInputElement>(null);

  const take = async (file: File) => {
    const sending = (share: number) => setState({ kind: 'sending', name: file.name, share });
    sending(0);
    try {
      const report = await importAnnotations(project.id, { file, format, label: label.trim() }, sending)
        .answer;
      setState({ kind: 'done', report });
      if (report.taken + report.images.added + report.labels.length > 0) onChange();
    } catch (cause) {
      setState({ kind: 'failed', problem: failureWords(cause) });
    }
  };

  return (
    <Dialog open={open} onClose={onClose} title={t('import.title')}>
      <div className={styles.import}>
        {state.kind === 'asking' && (
          <>
            <p className={styles.hint}>{t('import.hint')}</p>
            <Select
              label={t('import.format')}
              value={format}
              onChange={setFormat}
              options={[
                { value: 'coco', label: t('import.coco'), note: t('import.cocoNote') },
                { value: 'sa-1b', label: t('import.sa1b'), note: t('import.sa1bNote') },
              ]}
            />
            {format === 'sa-1b' && (
              <TextField label={t('import.label')} maxLength={120} value={label} onChange={setLabel} />
            )}
          </>
        )}
        {state.kind === 'sending' && <Sending {...state} />}
        {state.kind === 'done' && <ImportReportView report={state.report} />}
        {state.kind === 'failed' && (
          <p role="alert" className={styles.bad}>
            {state.problem}
          </p>
        )}
        <input
          ref={input}
          type="file"
          hidden
          tabIndex={-1}
          aria-label={t('import.file')}
          accept=".json,.zip,application/json,application/zip"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            currentTarget.value = '';
            if (file) void take(file);
          }}
        />
        {state.kind !== 'sending' && (
          <Button
            kind={state.kind === 'asking' ? 'primary' : 'secondary'}
            className={styles.choose}
            onClick={() => (state.kind === 'asking' ? input.current?.click() : setState({ kind: 'asking' }))}
          >
            {state.kind === 'asking' && t('import.choose')}
            {state.kind === 'done' && t('import.another')}
            {state.kind === 'failed' && t('import.again')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function Sending({ name, share }: { readonly name: string; readonly share: number }) {
  const words = share < 1 ? t('import.sending', { name }) : t('import.reading', { name });
  return (
    <div className={styles.sending}>
      <p role="status">{words}</p>
      <ProgressBar label={words} value={share} />
    </div>
  );
}
