import type { KeptItem } from '../../document/journal/kept.ts';
import { mayAnnotate } from '../state/permissions.ts';
import { useView, useWorkbench } from '../state/sessionContext.ts';
import { KeptDialog } from './KeptDialog.tsx';

/** What was refused, in the workspace: what is of this picture can be drawn again as new objects. */
export function KeptHere() {
  const { editor, image, journal, role, shapes, view } = useWorkbench();
  const open = useView((state) => state.keptOpen);
  const labelIdOf = ({ labelId, instanceId }: KeptItem) =>
    labelId ?? shapes.getState().byId.get(instanceId)?.label ?? null;
  const draw = (item: KeptItem) => {
    const [label, { geometry, source, predictedIou }] = [labelIdOf(item), item];
    if (label && geometry) editor.add({ label, geometry, source, predictedIou });
  };
  return (
    <KeptDialog
      journal={journal}
      open={open}
      onClose={() => view.setState({ keptOpen: false })}
      here={{ imageId: image.id, labelIdOf, draw: mayAnnotate(role) ? draw : null }}
    />
  );
}
