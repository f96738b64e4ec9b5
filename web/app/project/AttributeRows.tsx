import { Plus, X } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { t } from '../../ui/language/language.ts';
import styles from './AttributeRows.module.css';
import { type AttributeDraft, emptyDraft } from './attributeDrafts.ts';

const kinds: readonly AttributeDraft['kind'][] = ['select', 'checkbox', 'number', 'text'];

interface AttributeRowsProps {
  readonly drafts: readonly AttributeDraft[];
  readonly onChange: (drafts: readonly AttributeDraft[]) => void;
}

/** What a label asks of its objects: a row for each, of the kind that it is. */
export function AttributeRows({ drafts, onChange }: AttributeRowsProps) {
  const edit = (key: string, change: Partial<AttributeDraft>) =>
    onChange(drafts.map((draft) => (draft.key === key ? { ...draft, ...change } : draft)));
  return (
    <div className={styles.rows}>
      <ul>
        {drafts.map((draft, i) => (
          <li key={draft.key} className={styles.row} data-testid="attribute-row">
            <input
              className={styles.control}
              aria-label={t('attribute.name', { place: i + 1 })}
              placeholder={t('attribute.example')}
              maxLength={120}
              value={draft.name}
              onChange={({ target }) => edit(draft.key, { name: target.value })}
            />
            <select
              className={styles.control}
              aria-label={t('attribute.kindOf', { place: i + 1 })}
              value={draft.kind}
              onChange={({ target }) =>
                edit(draft.key, { kind: kinds.find((kind) => kind === target.value) })
              }
            >
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`attribute.kind.${kind}`)}
                </option>
              ))}
            </select>
            <IconButton
              label={t('attribute.remove', { place: i + 1 })}
              size="small"
              onClick={() => onChange(drafts.filter(({ key }) => key !== draft.key))}
            >
              <X />
            </IconButton>
            <Details draft={draft} place={i + 1} edit={(change) => edit(draft.key, change)} />
          </li>
        ))}
      </ul>
      <Button
        kind="quiet"
        size="small"
        className={styles.add}
        onClick={() => onChange([...drafts, emptyDraft()])}
      >
        <Plus aria-hidden /> {t('attribute.add')}
      </Button>
    </div>
  );
}

interface DetailsProps {
  readonly draft: AttributeDraft;
  /** From 1. */
  readonly place: number;
  readonly edit: (change: Partial<AttributeDraft>) => void;
}

function Details({ draft, place, edit }: DetailsProps) {
  if (draft.kind === 'checkbox') return null;
  return (
    <div className={styles.details}>
      {draft.kind === 'select' && (
        <input
          className={styles.control}
          aria-label={t('attribute.choices', { place })}
          placeholder={t('attribute.choicesHint')}
          value={draft.options}
          onChange={({ target }) => edit({ options: target.value })}
        />
      )}
      {draft.kind === 'number' &&
        (['min', 'max'] as const).map((bound) => (
          <input
            key={bound}
            className={styles.control}
            inputMode="decimal"
            aria-label={t(`attribute.bound.${bound}`, { place })}
            placeholder={bound === 'min' ? t('attribute.atLeast') : t('attribute.atMost')}
            value={draft[bound]}
            onChange={({ target }) => edit({ [bound]: target.value })}
          />
        ))}
      <label className={styles.required}>
        <input
          type="checkbox"
          checked={draft.required}
          onChange={({ target }) => edit({ required: target.checked })}
        />
        {t('attribute.required')}
      </label>
    </div>
  );
}
