import { useMemo, useRef } from 'react';
import { RejectForm } from '../../review/RejectForm.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { t } from '../../ui/language/language.ts';
import { useShapes, useView, useWorkbench } from '../state/sessionContext.ts';
import { decideOn, standingOn } from './reviewActions.ts';

/** Asks why, which helps whoever draws it again; Enter rejects without a reason too. */
export function RejectDialog() {
  const workbench = useWorkbench();
  const { commands, labelOf, project, view } = workbench;
  const id = useView((state) => state.rejecting);
  const shape = useShapes((state) => (id === null ? undefined : state.byId.get(id)));
  const label = labelOf(shape?.label ?? '');
  const field = useRef<HTMLInputElement>(null);

  // Of when the question was put: what others say while the reason is written was not seen.
  const seen = useMemo(() => (id === null ? null : standingOn(workbench, id)), [workbench, id]);

  const close = () => view.setState({ rejecting: null });
  const reject = async (reason: string) => {
    close();
    if (shape && (await decideOn(workbench, shape, 'rejected', { reason, seen }))) commands.run('reviewNext');
  };

  return (
    <Dialog
      open={shape !== undefined}
      onClose={close}
      initialFocus={field}
      title={label ? t('reject.this', { label: label.name }) : t('reject.thisObject')}
    >
      <RejectForm
        field={field}
        reasons={project.rejectReasons}
        onReject={(reason) => void reject(reason)}
        onCancel={close}
      />
    </Dialog>
  );
}
