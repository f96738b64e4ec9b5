import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { number } from './language/formats.ts';
import styles from './Tabs.module.css';

export interface Tab<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly count?: number;
  /** Why the tab has a dot: what is new in it. */
  readonly news?: string;
  readonly panel?: ReactNode;
}

interface TabsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly tabs: readonly Tab<T>[];
}

/** A few views of the same place; panels are left out where the tabs only filter what is below. */
export function Tabs<T extends string>({ label, value, onChange, tabs }: TabsProps<T>) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const active = tabs.find((tab) => tab.value === value);

  const press = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.value === value);
    const steps: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: tabs.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const index = (to + tabs.length) % tabs.length;
    onChange(tabs[index].value);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.focus();
  };

  return (
    <div className={styles.root}>
      <div ref={list} role="tablist" aria-label={label} className={styles.list} onKeyDown={press}>
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${base}-${tab.value}`}
            aria-selected={tab.value === value}
            aria-controls={tab.panel !== undefined && tab.value === value ? `${base}-panel` : undefined}
            tabIndex={tab.value === value ? 0 : -1}
            className={styles.tab}
            onClick={() => onChange(tab.value)}
          >
            {tab.label}
            {tab.news && (
              <span className={styles.news} title={tab.news}>
                <span className="visually-hidden">{tab.news}</span>
              </span>
            )}
            {tab.count !== undefined && <span className={styles.count}>{number(tab.count)}</span>}
          </button>
        ))}
      </div>
      {active?.panel !== undefined && (
        <div
          role="tabpanel"
          id={`${base}-panel`}
          aria-labelledby={`${base}-${value}`}
          className={styles.panel}
        >
          {active.panel}
        </div>
      )}
    </div>
  );
}
