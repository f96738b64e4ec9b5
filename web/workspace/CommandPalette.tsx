import type { Image } from '@maskroom/shared/protocol/http';
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useKeymap } from '../tool/keymap/KeymapProvider.tsx';
import { classes } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { fuzzyFind } from '../ui/fuzzy.ts';
import { Key } from '../ui/Key.tsx';
import { t } from '../ui/language/language.ts';
import { useNavigation } from '../ui/navigation.ts';
import styles from './CommandPalette.module.css';
import { type PaletteItem, paletteItems } from './paletteItems.ts';
import { useView, useWorkbench } from './state/sessionContext.ts';

/** More than this nobody reads: another letter finds it. */
const MOST_SHOWN = 50;

/** Every command, label, object, person, picture and page behind a few letters. */
export function CommandPalette({ images }: { readonly images: readonly Image[] }) {
  const { view } = useWorkbench();
  const open = useView((state) => state.paletteOpen);
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={open}
      onClose={() => view.setState({ paletteOpen: false })}
      title={t('palette.title')}
      initialFocus={field}
    >
      {open && <Finder images={images} field={field} />}
    </Dialog>
  );
}

interface FinderProps {
  readonly images: readonly Image[];
  readonly field: RefObject<HTMLInputElement | null>;
}

function Finder({ images, field }: FinderProps) {
  const workbench = useWorkbench();
  const keymap = useKeymap();
  const { navigate } = useNavigation();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const items = useMemo(
    () => paletteItems(workbench, images, keymap, navigate),
    [workbench, images, keymap, navigate],
  );
  const found = useMemo(
    () =>
      fuzzyFind(items, ({ kind, text }) => `${text} ${t(`palette.kind.${kind}`)}`, words).slice(
        0,
        MOST_SHOWN,
      ),
    [items, words],
  );
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);

  const take = (item: PaletteItem | undefined) => {
    if (!item) return;
    workbench.view.setState({ paletteOpen: false });
    // What has the keyboard is back by then, and a command may move it on.
    setTimeout(item.run);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') take(found[at]);
    else if (step !== undefined) setAt((at + step + found.length) % Math.max(1, found.length));
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.finder}>
      <input
        ref={field}
        role="combobox"
        className={styles.field}
        aria-label={t('palette.what')}
        aria-expanded={found.length > 0}
        aria-controls={`${id}-found`}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        placeholder={t('palette.what')}
        value={words}
        onChange={({ target }) => {
          setWords(target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id={`${id}-found`} role="listbox" aria-label={t('palette.found')} className={styles.found}>
        {found.map((item, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the field and chooses from there
          <div
            key={item.id}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            className={classes(styles.item, i === at && styles.chosen)}
            onClick={() => take(item)}
          >
            <span className={styles.text}>{item.text}</span>
            <span className={styles.kind}>{t(`palette.kind.${item.kind}`)}</span>
            {item.shortcut && <Key keys={item.shortcut} />}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.none}>{t('palette.nothing', { words })}</p>}
    </div>
  );
}
