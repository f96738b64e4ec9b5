import type { ToolName } from '@maskroom/shared/presence/presence';
import {
  Brush,
  Circle,
  Eraser,
  Hand as HandIcon,
  Keyboard,
  type LucideIcon,
  MousePointer2,
  Pentagon,
  Redo2,
  Scissors,
  Shapes,
  Square,
  Undo2,
  WandSparkles,
} from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { commandName } from '../../tool/commandName.ts';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import type { KeyCommand } from '../../tool/keys.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { t } from '../../ui/language/language.ts';
import { mayAnnotate, toolsFor } from '../state/permissions.ts';
import { useHand, useWorkbench } from '../state/sessionContext.ts';
import { ModelMenu } from './ModelMenu.tsx';
import styles from './ToolRail.module.css';

const toolButtons: Readonly<Record<ToolName, { readonly icon: LucideIcon; readonly command: KeyCommand }>> = {
  smart: { icon: WandSparkles, command: 'toolSmart' },
  everything: { icon: Shapes, command: 'toolEverything' },
  select: { icon: MousePointer2, command: 'toolSelect' },
  polygon: { icon: Pentagon, command: 'toolPolygon' },
  box: { icon: Square, command: 'toolBox' },
  ellipse: { icon: Circle, command: 'toolEllipse' },
  brush: { icon: Brush, command: 'toolBrush' },
  eraser: { icon: Eraser, command: 'toolEraser' },
  cut: { icon: Scissors, command: 'toolCut' },
  pan: { icon: HandIcon, command: 'toolPan' },
};

/** The tools one can hold, and the way back through one's own steps. */
export function ToolRail() {
  const { commands, history, role } = useWorkbench();
  const { keyOf } = useKeymap();
  const tool = useHand((state) => state.tool);
  const depth = useStore(history.depth);
  const tools = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tool is pressed whenever `tool` changes
  useEffect(() => {
    const held = tools.current?.querySelector('[aria-pressed="true"]');
    held?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tool]);
  return (
    <nav className={styles.rail} aria-label={t('panel.tools')}>
      <div ref={tools} className={styles.tools}>
        {toolsFor(role).map((name) => {
          const { icon: Icon, command } = toolButtons[name];
          return (
            <IconButton
              key={name}
              className={styles.tool}
              label={commandName(command)}
              shortcut={keyOf(command)}
              side="right"
              pressed={tool === name}
              data-testid={`tool-${name}`}
              onClick={() => commands.run(command)}
            >
              <Icon />
            </IconButton>
          );
        })}
      </div>
      <span className={styles.gap} />
      {mayAnnotate(role) && (
        <>
          <ModelMenu small />
          <IconButton
            className={styles.tool}
            label={t('common.undo')}
            shortcut={keyOf('undo')}
            side="right"
            disabled={depth.undo === 0}
            onClick={() => commands.run('undo')}
          >
            <Undo2 />
          </IconButton>
          <IconButton
            className={styles.tool}
            label={t('common.redo')}
            shortcut={keyOf('redo')}
            side="right"
            disabled={depth.redo === 0}
            onClick={() => commands.run('redo')}
          >
            <Redo2 />
          </IconButton>
        </>
      )}
      <IconButton
        className={`${styles.tool} ${styles.wide}`}
        label={t('keys.showAll')}
        data-testid="show-keys"
        shortcut={keyOf('showKeys')}
        side="right"
        onClick={() => commands.run('showKeys')}
      >
        <Keyboard />
      </IconButton>
    </nav>
  );
}
