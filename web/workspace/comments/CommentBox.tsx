import { commentCaps } from '@maskroom/shared/protocol/comments';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { mentionAt } from '../../review/threads.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { failureWords } from '../../ui/language/failureWords.ts';
import { t } from '../../ui/language/language.ts';
import { useView, useWorkbench } from '../state/sessionContext.ts';
import styles from './CommentsPanel.module.css';
import { draftComment } from './drafts.ts';

interface CommentBoxProps {
  /** Which of the view's drafts is written here. */
  readonly draft: string;
  readonly label: string;
  readonly button: string;
  readonly onSend: (text: string) => Promise<void>;
  readonly onCancel: () => void;
}

const MOST_OFFERED = 5;

/** Where a comment is written: Ctrl+Enter sends, @ offers the project's people. What was not sent stays, though the box goes. */
export function CommentBox({ draft, label, button, onSend, onCancel }: CommentBoxProps) {
  const { me, project, view } = useWorkbench();
  const text = useView(({ drafts }) => drafts.get(draft)?.text ?? '');
  const setText = (written: string) => draftComment(view, draft, { text: written });
  const [caret, setCaret] = useState(text.length);
  const [at, setAt] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only as the box comes
  useEffect(() => {
    // A picture that opens with something half written leaves the keyboard to the picture.
    if (text === '' || document.activeElement !== document.body) field.current?.focus();
  }, []);

  const mention = mentionAt(text, caret);
  const offered = mention
    ? project.members
        .filter((one) => one.id !== me.id && one.name.toLowerCase().startsWith(mention.query.toLowerCase()))
        .slice(0, MOST_OFFERED)
    : [];
  const chosen = Math.min(at, offered.length - 1);

  const take = (name: string) => {
    if (!mention) return;
    const before = `${text.slice(0, mention.from)}@${name} `;
    flushSync(() => {
      setText(before + text.slice(caret));
      setCaret(before.length);
    });
    // Before the next key: what is written goes on behind the name.
    field.current?.focus();
    field.current?.setSelectionRange(before.length, before.length);
  };
  const send = async () => {
    if (busy || text.trim() === '') return;
    setBusy(true);
    try {
      await onSend(text.trim());
    } catch (cause) {
      setProblem(failureWords(cause));
    } finally {
      setBusy(false);
    }
  };
  const onKey = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (offered.length > 0 && move !== undefined) setAt((chosen + move + offered.length) % offered.length);
    else if (offered.length > 0 && (event.key === 'Enter' || event.key === 'Tab')) take(offered[chosen].name);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <form
      className={styles.write}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label className={styles.about} htmlFor={id}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        rows={3}
        className={styles.text}
        maxLength={commentCaps.text}
        placeholder={t('comments.speaks')}
        value={text}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? `${id}-people` : undefined}
        aria-activedescendant={offered.length > 0 ? `${id}-${offered[chosen].id}` : undefined}
        onChange={({ target }) => {
          setText(target.value);
          setCaret(target.selectionStart);
          setAt(0);
        }}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        onKeyDown={onKey}
      />
      {offered.length > 0 && (
        <div id={`${id}-people`} role="listbox" aria-label={t('account.people')} className={styles.people}>
          {offered.map((person, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the field and chooses from there
            <div
              key={person.id}
              id={`${id}-${person.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === chosen}
              className={classes(styles.person, i === chosen && styles.chosenPerson)}
              onClick={() => take(person.name)}
            >
              {person.name}
            </div>
          ))}
        </div>
      )}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.actions}>
        <Button size="small" kind="quiet" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button size="small" kind="primary" type="submit" busy={busy} disabled={text.trim() === ''}>
          {button}
        </Button>
      </div>
    </form>
  );
}
