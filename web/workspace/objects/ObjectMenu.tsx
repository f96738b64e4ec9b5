import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  Ellipsis,
  EyeOff,
  Group,
  Lock,
  Tag,
  Trash2,
  WandSparkles,
} from 'lucide-react';
import { useStore } from 'zustand';
import type { DocumentShape } from '../../document/shape.ts';
import { commandName } from '../../tool/commandName.ts';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import type { KeyCommand } from '../../tool/keys.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { t } from '../../ui/language/language.ts';
import { Menu, MenuItem, MenuNote, MenuSeparator } from '../../ui/Menu.tsx';
import { Swatch } from '../labels/Swatch.tsx';
import { useShapes, useWorkbench, type Workbench } from '../state/sessionContext.ts';
import { lockedReason } from './locks.ts';
import styles from './ObjectRow.module.css';

const orderItems = [
  { command: 'orderFront', icon: ArrowUpToLine },
  { command: 'orderForward', icon: ArrowUp },
  { command: 'orderBackward', icon: ArrowDown },
  { command: 'orderBack', icon: ArrowDownToLine },
] as const;

/** Enough of an object's id to tell it from the others of a picture; exports carry all of it. */
export const shortId = (id: string): string => id.slice(0, 8);

function refine({ commands }: Workbench, id: string): void {
  commands.show(id);
  commands.run('refine');
}

/** What can be done with one object. */
export function ObjectMenu({ shape }: { readonly shape: DocumentShape }) {
  const workbench = useWorkbench();
  const { keyOf } = useKeymap();
  const { aside, commands, editor, project, selection, shapes } = workbench;
  const isHidden = useStore(aside.store, (state) => state.hidden.has(shape.id));
  const isLocked = useStore(aside.store, (state) => state.locked.has(shape.id));
  const groupMembers =
    shape.group === null
      ? []
      : shapes.getState().shapes.flatMap(({ id, group }) => (group === shape.group ? [id] : []));
  const groupSize = groupMembers.length;
  const act = (command: KeyCommand) => {
    commands.show(shape.id);
    commands.run(command);
  };
  // Read anew when the decision changes, which is what locks.
  useShapes((state) => state.decisions);
  const locked = lockedReason(workbench, shape.id);
  return (
    <Menu
      trigger={
        <IconButton size="small" className={styles.more} label={t('objects.menu')}>
          <Ellipsis />
        </IconButton>
      }
    >
      {locked ? (
        <MenuNote>{locked}</MenuNote>
      ) : (
        <>
          <MenuNote>
            {shape.group === null
              ? t('objects.facts', { id: shortId(shape.id), n: shape.vertices })
              : t('objects.factsGroup', { id: shortId(shape.id), n: shape.vertices, size: groupSize })}
          </MenuNote>
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
              {t('labels.noneShort')}
            </MenuItem>
          )}
          <MenuSeparator />
          <MenuItem
            icon={<WandSparkles />}
            shortcut={keyOf('refine')}
            onClick={() => refine(workbench, shape.id)}
          >
            {t('objects.refine')}
          </MenuItem>
          {orderItems.map(({ command, icon: Icon }) => (
            <MenuItem key={command} icon={<Icon />} shortcut={keyOf(command)} onClick={() => act(command)}>
              {commandName(command)}
            </MenuItem>
          ))}
          {shape.group !== null && (
            <MenuItem icon={<Group />} onClick={() => selection.select(groupMembers)}>
              {t('objects.selectGroup')}
            </MenuItem>
          )}
          <MenuSeparator />
          <MenuItem icon={<Trash2 />} shortcut={keyOf('delete')} onClick={() => editor.remove([shape.id])}>
            {t('common.delete')}
          </MenuItem>
        </>
      )}
      <MenuItem icon={<EyeOff />} shortcut={keyOf('hide')} onClick={() => aside.toggle('hidden', [shape.id])}>
        {isHidden ? t('objects.showAgain') : t('objects.hide')}
      </MenuItem>
      <MenuItem icon={<Lock />} shortcut={keyOf('lock')} onClick={() => aside.toggle('locked', [shape.id])}>
        {isLocked ? t('objects.openAgain') : t('objects.lock')}
      </MenuItem>
    </Menu>
  );
}
