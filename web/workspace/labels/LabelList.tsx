import type { Label } from '@maskroom/shared/annotation/label';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { classes } from '../../ui/classes.ts';
import { t } from '../../ui/language/language.ts';
import { useLate } from '../../ui/late.ts';
import { fuzzyPart } from '../../ui/lateParts.ts';
import { mayAnnotate } from '../state/permissions.ts';
import { useHand, useShapes, useWorkbench } from '../state/sessionContext.ts';
import { HotKeyMenu } from './HotKeyMenu.tsx';
import styles from './LabelList.module.css';
import { LABEL_SEARCH_ID } from './labelSearch.ts';
import { Swatch } from './Swatch.tsx';

/** Few labels need no search. */
const SEARCHED_FROM = 8;

/** The project's labels with their keys and counts. A click chooses one for what comes next, or relabels. */
export function LabelList() {
  const { commands, project, role, selection } = useWorkbench();
  const { keyOf } = useKeymap();
  const [query, setQuery] = useState('');
  const current = useHand((state) => state.labelId);
  const shapes = useShapes((state) => state.shapes);
  const counts = useMemo(() => {
    const byLabel = new Map<string, number>();
    for (const { label } of shapes) byLabel.set(label, (byLabel.get(label) ?? 0) + 1);
    return byLabel;
  }, [shapes]);
  const hasSelection = useStore(selection.store, (state) => state.selected.length > 0);
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a key chose another label, or the search ended
  useEffect(() => {
    list.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current, query]);
  const fuzzy = useLate(fuzzyPart, query !== '');
  const contains = ({ name }: Label) => name.toLowerCase().includes(query.trim().toLowerCase());
  const found =
    fuzzy?.fuzzyFind(project.labels, ({ name }) => name, query) ?? project.labels.filter(contains);

  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && found[0]) commands.takeLabel(found[0].id);
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    setQuery('');
    event.currentTarget.blur();
  };

  return (
    <section className={styles.section} aria-label={t('common.labels')}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('common.labels')}</h2>
        {hasSelection && mayAnnotate(role) && <span className={styles.hint}>{t('labels.relabels')}</span>}
      </div>
      <input
        id={LABEL_SEARCH_ID}
        className={classes(styles.search, project.labels.length < SEARCHED_FROM && !query && styles.tucked)}
        type="search"
        placeholder={t('labels.findKey', { key: keyOf('labelSearch') })}
        aria-label={t('labels.find')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={onKey}
      />
      {project.labels.length === 0 && <p className={styles.empty}>{t('labels.noneHere')}</p>}
      <ul ref={list} className={styles.list}>
        {found.map((label) => (
          <li key={label.id} className={styles.row}>
            <button
              type="button"
              className={styles.label}
              aria-pressed={label.id === current}
              data-testid={`label-${label.name}`}
              data-label-id={label.id}
              onClick={() => commands.takeLabel(label.id)}
            >
              <Swatch label={label} />
              <span className={styles.name}>{label.name}</span>
              <span className={styles.count}>{counts.get(label.id) ?? 0}</span>
            </button>
            <HotKeyMenu label={label} />
          </li>
        ))}
      </ul>
    </section>
  );
}
