import { CircleAlert, EyeOff, Lock } from 'lucide-react';
import { memo } from 'react';
import { useStore } from 'zustand';
import type { DocumentShape } from '../../document/shape.ts';
import { reviewWords } from '../../review/decidedWords.ts';
import { classes } from '../../ui/classes.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { decimal } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { Swatch } from '../labels/Swatch.tsx';
import { useShapes, useWorkbench } from '../state/sessionContext.ts';
import { missingOf } from './attributes.ts';
import { DecisionMark } from './DecisionMark.tsx';
import { ObjectMenu } from './ObjectMenu.tsx';
import styles from './ObjectRow.module.css';

interface ObjectRowProps {
  readonly shape: DocumentShape;
  /** CSS px from the top of the list. */
  readonly top: number;
  readonly selected: boolean;
  readonly hovered: boolean;
}

/** One object: what it is, whose, and what was decided; pointing at it points at it in the picture too. */
export const ObjectRow = memo(function ObjectRow({ shape, top, selected, hovered }: ObjectRowProps) {
  const { commands, labelOf, me, personName, selection } = useWorkbench();
  const review = useShapes((state) => state.decisions.get(shape.id));
  const decision = review?.decision ?? 'none';
  const label = labelOf(shape.label);
  const holder = useHolder(shape.id);
  const source = shape.predictedIou === null ? t('objects.byHand') : decimal(shape.predictedIou, 2);
  const author = shape.createdBy === me.id ? '' : personName(shape.createdBy);
  return (
    <li
      className={classes(styles.row, selected && styles.selected, hovered && styles.hovered)}
      style={{ top }}
      data-instance-id={shape.id}
      data-decision={decision}
      data-label={label?.name}
      data-selected={selected}
      onPointerEnter={() => selection.hover(shape.id)}
      onPointerLeave={() => selection.hover(null)}
    >
      <button
        type="button"
        className={styles.main}
        aria-pressed={selected}
        onClick={() => commands.show(shape.id)}
        onFocus={() => selection.hover(shape.id)}
      >
        <Swatch label={label} />
        <span className={classes(styles.name, decision === 'rejected' && styles.rejected)}>
          {label?.name ?? t('labels.unknown')}
        </span>
        <span className={styles.detail}>
          {holder ? t('objects.isOnIt', { name: holder }) : [author, source].filter(Boolean).join(' · ')}
        </span>
      </button>
      <MissingMark shape={shape} />
      <AsideMarks id={shape.id} />
      <DecisionMark decision={decision} words={reviewWords(review, personName)} />
      <ObjectMenu shape={shape} />
    </li>
  );
});

/** Whether this person has hidden or locked it; a click takes it back. */
function AsideMarks({ id }: { readonly id: string }) {
  const { aside } = useWorkbench();
  const hidden = useStore(aside.store, (state) => state.hidden.has(id));
  const locked = useStore(aside.store, (state) => state.locked.has(id));
  return (
    <>
      {hidden && (
        <IconButton size="small" label={t('objects.showAgain')} onClick={() => aside.toggle('hidden', [id])}>
          <EyeOff />
        </IconButton>
      )}
      {locked && (
        <IconButton size="small" label={t('objects.openAgain')} onClick={() => aside.toggle('locked', [id])}>
          <Lock />
        </IconButton>
      )}
    </>
  );
}

/** Tells that the label requires what the object does not answer. */
function MissingMark({ shape }: { readonly shape: DocumentShape }) {
  const missing = missingOf(useWorkbench(), shape);
  if (missing.length === 0) return null;
  const words = t('objects.missing', { names: missing.map(({ name }) => name).join(', ') });
  return (
    <span className={styles.missing} title={words} data-testid="missing-mark">
      <CircleAlert size={14} aria-hidden />
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

/** Who else has it selected. */
function useHolder(id: string): string | undefined {
  const { me, presence } = useWorkbench();
  return useStore(
    presence.others,
    ({ others }) =>
      others.find(({ presence: { user, selected } }) => user.id !== me.id && selected.includes(id))?.presence
        .user.name,
  );
}
