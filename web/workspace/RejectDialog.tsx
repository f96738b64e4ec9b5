import { useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { t } from '../ui/language/language.ts';
import { TextField } from '../ui/TextField.tsx';
import { decide } from './reviewActions.ts';
import { useShapes, useView, useWorkbench } from './sessionContext.ts';

/** The longest reason that the server takes. */
const LONGEST_REASON = 500;

/** Asks why, which helps whoever draws it again; Enter rejects without a reason too. */
export function RejectDialog() {
  const workbench = useWorkbench();
  const { commands, labelOf, view } = workbench;
  const id = useView((state) => state.rejecting);
  const shape = useShapes((state) => (id === null ? undefined : state.byId.get(id)));
  const label = labelOf(shape?.label ?? '');
  const [reason, setReason] = useState('');
  const field = useRef<HTMLInputElement>(null);

  const close = () => {
    view.setState({ rejecting: null });
    setReason('');
  };
  const reject = async () => {
    close();
    if (shape && (await decide(workbench, shape, 'rejected', reason.trim()))) commands.run('reviewNext');
  };

  return (
    <Dialog
      open={shape !== undefined}
      onClose={close}
      initialFocus={field}
      title={label ? t('reject.this', { label: label.name }) : t('reject.thisObject')}
      actions={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button kind="danger" data-testid="reject-confirm" onClick={() => void reject()}>
            {t('common.reject')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void reject();
        }}
      >
        <TextField
          ref={field}
          label={t('reject.whatOptional')}
          value={reason}
          onChange={setReason}
          maxLength={LONGEST_REASON}
        />
      </form>
    </Dialog>
  );
}
