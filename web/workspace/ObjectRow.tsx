import { CircleAlert, Ellipsis, Tag, Trash2, WandSparkles } from 'lucide-react';
import { memo } from 'react';
import { useStore } from 'zustand';
import type { DocumentShape } from '../document/shape.ts';
import { keyOf } from '../tool/keyMatch.ts';
import { classes } from '../ui/classes.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu, MenuItem, MenuNote, MenuSeparator } from '../ui/Menu.tsx';
import { missingOf } from './attributes.ts';
import { DecisionMark } from './DecisionMark.tsx';
import { lockedReason } from './locks.ts';
import styles from './ObjectRow.module.css';
import { Swatch } from './Swatch.tsx';
import { decisionOf, useShapes, useWorkbench, type Workbench } from './sessionContext.ts';

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
  const decision = useShapes((state) => decisionOf(state.decisions, shape.id));
  const label = labelOf(shape.label);
  const holder = useHolder(shape.id);
  const source = shape.predictedIou === null ? 'by hand' : shape.predictedIou.toFixed(2);
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
          {label?.name ?? 'unknown label'}
        </span>
        <span className={styles.detail}>
          {holder ? `${holder} is on it` : [author, source].filter(Boolean).join(' · ')}
        </span>
      </button>
      <MissingMark shape={shape} />
      <DecisionMark decision={decision} />
      <RowMenu shape={shape} />
    </li>
  );
});

/** Tells that the label requires what the object does not answer. */
function MissingMark({ shape }: { readonly shape: DocumentShape }) {
  const missing = missingOf(useWorkbench(), shape);
  if (missing.length === 0) return null;
  const words = `Missing: ${missing.map(({ name }) => name).join(', ')}`;
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

function refine({ commands }: Workbench, id: string): void {
  commands.show(id);
  commands.run('refine');
}

function RowMenu({ shape }: { readonly shape: DocumentShape }) {
  const workbench = useWorkbench();
  const { editor, project } = workbench;
  // Read anew when the decision changes, which is what locks.
  useShapes((state) => state.decisions);
  const locked = lockedReason(workbench, shape.id);
  return (
    <Menu
      trigger={
        <IconButton size="small" className={styles.more} label="Relabel, refine or delete">
          <Ellipsis />
        </IconButton>
      }
    >
      {locked ? (
        <MenuNote>{locked}</MenuNote>
      ) : (
        <>
          <MenuNote>{shape.vertices} vertices</MenuNote>
          {project.labels.map((label) => (
            <MenuItem
              key={label.id}
              icon={<Swatch label={label} />}
              disabled={label.id === shape.label}
              onClick={() => editor.relabel([shape.id], label.id)}
            >
              {label.name}
            </MenuItem>
          ))}
          {project.labels.length === 0 && (
            <MenuItem icon={<Tag />} disabled onClick={() => undefined}>
              No labels yet
            </MenuItem>
          )}
          <MenuSeparator />
          <MenuItem
            icon={<WandSparkles />}
            shortcut={keyOf('refine')}
            onClick={() => refine(workbench, shape.id)}
          >
            Refine with the smart tool
          </MenuItem>
          <MenuItem icon={<Trash2 />} shortcut={keyOf('delete')} onClick={() => editor.remove([shape.id])}>
            Delete
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
