import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { failureWords } from '../../ui/language/failureWords.ts';
import { t } from '../../ui/language/language.ts';
import { mayAnnotate } from '../state/permissions.ts';
import { useView, useWorkbench } from '../state/sessionContext.ts';
import styles from './TagList.module.css';

/** The words on the whole picture. */
export function TagList() {
  const { notes, role, tags: feed, view } = useWorkbench();
  const { keyOf } = useKeymap();
  const tags = useStore(feed.store, (state) => state.tags);
  const adding = useView((state) => state.tagging);
  const may = mayAnnotate(role);
  if (!may && tags.length === 0) return null;
  const act = (deed: Promise<void>) => {
    deed.catch((cause: unknown) => notes.warn({ title: t('tags.failed'), description: failureWords(cause) }));
  };
  return (
    <section className={styles.section} aria-label={t('tags.tags')}>
      <h2 className={styles.title}>{t('tags.tags')}</h2>
      <ul className={styles.list}>
        {tags.map((tag) => (
          <li key={tag} className={styles.tag}>
            <span className={styles.word} title={tag}>
              {tag}
            </span>
            {may && (
              <button
                type="button"
                className={styles.remove}
                aria-label={t('tags.remove', { tag })}
                onClick={() => act(feed.remove(tag))}
              >
                <X size={12} aria-hidden />
              </button>
            )}
          </li>
        ))}
        {may && (
          <li className={adding ? styles.adding : undefined}>
            {adding ? (
              <TagField onAdd={(tag) => act(feed.add(tag))} onEnd={() => view.setState({ tagging: false })} />
            ) : (
              <IconButton
                size="small"
                label={t('tags.add')}
                shortcut={keyOf('tag')}
                onClick={() => view.setState({ tagging: true })}
              >
                <Plus />
              </IconButton>
            )}
          </li>
        )}
      </ul>
    </section>
  );
}

interface TagFieldProps {
  readonly onAdd: (tag: string) => void;
  readonly onEnd: () => void;
}

/** Takes one tag after the other; Escape or an empty Enter ends it. */
function TagField({ onAdd, onEnd }: TagFieldProps) {
  const { tags: feed } = useWorkbench();
  const [word, setWord] = useState('');
  const [known, setKnown] = useState<readonly string[]>([]);
  const listId = useId();
  useEffect(() => {
    feed.suggestions().then(setKnown, () => undefined);
  }, [feed]);
  const finish = () => {
    if (word.trim()) onAdd(word.trim());
    setWord('');
    return word.trim() !== '';
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape' || !finish()) onEnd();
  };
  return (
    <>
      <input
        className={styles.field}
        list={listId}
        aria-label={t('tags.new')}
        placeholder={t('tags.new')}
        // biome-ignore lint/a11y/noAutofocus: somebody asked for it, by key or button
        autoFocus
        autoComplete="off"
        maxLength={60}
        value={word}
        onChange={(event) => setWord(event.target.value)}
        onKeyDown={onKey}
        onBlur={() => {
          finish();
          onEnd();
        }}
      />
      <datalist id={listId}>
        {known.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </>
  );
}
