import { Problem } from '@maskroom/shared/base/problem';
import { Hand } from 'lucide-react';
import { useState } from 'react';
import { ACK_TIMEOUT_MS, connection } from '../connection/socketClient.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { failureWords } from '../ui/language/failureWords.ts';
import { problemWords, t } from '../ui/language/language.ts';
import { TextField } from '../ui/TextField.tsx';
import { useNotes } from '../ui/Toast.tsx';
import styles from './NudgeButton.module.css';

/** The longest line that the server takes. */
const LONGEST = 200;

interface NudgeButtonProps {
  readonly projectId: string;
  readonly person: { readonly id: string; readonly name: string };
}

/** Asks for a short line and has it shown to somebody at work. */
export function NudgeButton({ projectId, person }: NudgeButtonProps) {
  const notes = useNotes();
  const [open, setOpen] = useState(false);
  const send = async (text: string) => {
    setOpen(false);
    try {
      await sendNudge(projectId, person.id, text);
      notes.say({ title: t('live.nudged', { person: person.name }), description: text });
    } catch (cause) {
      notes.warn({ title: t('live.notNudged'), description: failureWords(cause) });
    }
  };
  return (
    <>
      <Button
        size="small"
        aria-label={t('live.nudge', { person: person.name })}
        onClick={() => setOpen(true)}
      >
        <Hand aria-hidden /> {t('live.nudgeShort')}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('live.nudge', { person: person.name })}
        description={t('live.nudgeHint')}
      >
        <NudgeForm name={person.name} onSend={(text) => void send(text)} />
      </Dialog>
    </>
  );
}

function NudgeForm({ name, onSend }: { readonly name: string; readonly onSend: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSend(text.trim());
      }}
    >
      <TextField
        label={t('live.nudgeWords', { person: name })}
        autoFocus
        autoComplete="off"
        maxLength={LONGEST}
        value={text}
        onChange={setText}
      />
      <Button kind="primary" type="submit" disabled={!text.trim()}>
        {t('live.nudgeSend')}
      </Button>
    </form>
  );
}

/** @throws Problem when it was not shown */
async function sendNudge(projectId: string, userId: string, text: string): Promise<void> {
  const reply = await connection()
    .socket.timeout(ACK_TIMEOUT_MS)
    .emitWithAck('nudge:send', { projectId, userId, text })
    .catch(() => {
      throw new Problem('unavailable', t('connection.unreachable'));
    });
  if ('code' in reply) throw new Problem(reply.code, problemWords(reply));
}
