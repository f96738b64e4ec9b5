import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { count } from '../../ui/quantity.ts';

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
      title={`Sign out and lose ${count(unfinished ?? 0, 'change')}?`}
      description="They are kept in this browser only: the server does not have them yet, or did not take them. Signing out clears the browser, so that nobody else finds them here."
      actions={
        <>
          <Button kind="danger" onClick={onLeave}>
            Sign out and lose them
          </Button>
          <Button kind="primary" onClick={onStay}>
            Stay
          </Button>
        </>
      }
    />
  );
}
