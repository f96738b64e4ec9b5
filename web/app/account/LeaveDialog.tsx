import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { t } from '../../ui/language/language.ts';

interface LeaveDialogProps {
  /** Null: nobody is about to sign out. */
  readonly unfinished: number | null;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Signing out clears this browser: asks first when changes are in it that the server does not have. */
export function LeaveDialog({ unfinished, onStay, onLeave }: LeaveDialogProps) {
  return (
    <Dialog
      open={unfinished !== null}
      onClose={onStay}
      title={t('leave.title', { changes: unfinished ?? 0 })}
      description={t('leave.words')}
      actions={
        <>
          <Button kind="danger" onClick={onLeave}>
            {t('leave.lose')}
          </Button>
          <Button kind="primary" onClick={onStay}>
            {t('leave.stay')}
          </Button>
        </>
      }
    />
  );
}
