import {
  CopyPlus,
  type LucideIcon,
  Magnet,
  PaintBucket,
  SquaresExclude,
  SquaresSubtract,
  SquaresUnite,
  Ungroup,
  Waypoints,
} from 'lucide-react';
import { useStore } from 'zustand';
import { commandName } from '../../tool/commandName.ts';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import type { KeyCommand } from '../../tool/keys.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useHand, useShapes, useWorkbench } from '../state/sessionContext.ts';

/** What can be done with the selected shapes; what would do nothing with them is not there. */
export function ShapeButtons() {
  const { selection } = useWorkbench();
  const selected = useStore(selection.store, (state) => state.selected);
  const parts = useShapes(({ byId }) =>
    Math.max(0, ...selected.map((id) => byId.get(id)?.polygon.length ?? 0)),
  );
  const hasHoles = useShapes(({ byId }) =>
    selected.some((id) => byId.get(id)?.polygon.some((part) => part.length > 1)),
  );
  const others = useShapes(({ shapes }) => shapes.length > selected.length);
  const snap = useHand((state) => state.snap);
  return (
    <>
      {selected.length > 1 && <ShapeButton command="merge" icon={SquaresUnite} />}
      {parts > 1 && <ShapeButton command="splitParts" icon={Ungroup} />}
      {hasHoles && <ShapeButton command="fillHoles" icon={PaintBucket} />}
      {others && <ShapeButton command="cutFromOthers" icon={SquaresSubtract} />}
      {others && <ShapeButton command="cutOthersOut" icon={SquaresExclude} />}
      {selected.length === 1 && <ShapeButton command="thinOut" icon={Waypoints} />}
      <ShapeButton command="duplicate" icon={CopyPlus} />
      <ShapeButton command="snap" icon={Magnet} pressed={snap} />
    </>
  );
}

interface ShapeButtonProps {
  readonly command: KeyCommand;
  readonly icon: LucideIcon;
  readonly pressed?: boolean;
}

function ShapeButton({ command, icon: Icon, pressed }: ShapeButtonProps) {
  const { commands } = useWorkbench();
  const { keyOf } = useKeymap();
  return (
    <IconButton
      size="small"
      label={commandName(command)}
      shortcut={keyOf(command)}
      side="top"
      pressed={pressed}
      data-testid={`shape-${command}`}
      onClick={() => commands.run(command)}
    >
      <Icon />
    </IconButton>
  );
}
