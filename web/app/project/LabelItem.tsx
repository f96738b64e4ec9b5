import type { Label } from '@maskroom/shared/annotation/label';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { changeLabel } from '../../connection/api.ts';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/language/language.ts';
import { useSending } from '../../ui/useSending.ts';
import { AttributeRows } from './AttributeRows.tsx';
import { attributesOf, draftOf, emptyDraft } from './attributeDrafts.ts';
import styles from './LabelsDialog.module.css';

interface LabelItemProps {
  readonly projectId: string;
  readonly label: Label;
  /** From 0. */
  readonly place: number;
  readonly mayChange: boolean;
  readonly onChange: () => void;
}

/** A label and, opened, what it asks of its objects. */
export function LabelItem({ projectId, label, place, mayChange, onChange }: LabelItemProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const asks = t('labels.attributes', { n: label.attributes.length });
  return (
    <li>
      <div className={styles.label}>
        <span className={styles.swatch} style={{ background: label.color }} />
        <span className={styles.name}>{label.name}</span>
        {mayChange ? (
          <Button
            kind="quiet"
            size="small"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            aria-label={t('labels.asks', { label: label.name, asks })}
            onClick={() => setOpen(!open)}
          >
            {asks}
            {open ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
          </Button>
        ) : (
          <span className={styles.asks}>{label.attributes.map(({ name }) => name).join(', ')}</span>
        )}
        {place < 9 ? <kbd>{place + 1}</kbd> : <span className={styles.noKey} />}
      </div>
      {open && (
        <div id={id}>
          <AttributesForm
            projectId={projectId}
            label={label}
            onSaved={() => {
              setOpen(false);
              onChange();
            }}
          />
        </div>
      )}
    </li>
  );
}

interface AttributesFormProps {
  readonly projectId: string;
  readonly label: Label;
  readonly onSaved: () => void;
}

function AttributesForm({ projectId, label, onSaved }: AttributesFormProps) {
  const [drafts, setDrafts] = useState(() =>
    label.attributes.length === 0 ? [emptyDraft()] : label.attributes.map(draftOf),
  );

  const { busy, problem, send } = useSending(async () => {
    const attributes = attributesOf(drafts);
    if (!attributes.ok) return attributes.error;
    await changeLabel(projectId, label.id, { attributes: attributes.value });
    onSaved();
  });
  return (
    <form className={styles.attributes} onSubmit={send}>
      <AttributeRows drafts={drafts} onChange={(next) => setDrafts([...next])} />
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <Button type="submit" size="small" busy={busy} data-testid="save-attributes">
        {t('labels.saveAttributes')}
      </Button>
    </form>
  );
}
