import { type ComponentProps, type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
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
  /** The id of the {@link TabPanel} elsewhere that shows what is chosen; not needed where tabs bring their panels. */
  readonly controls?: string;
}

/** A few views of the same place. */
export function Tabs<T extends string>({ label, value, onChange, tabs, controls }: TabsProps<T>) {
  const own = useId();
  const base = controls ?? own;
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

  const hasPanel = controls !== undefined || active?.panel !== undefined;

  return (
    <div className={styles.root}>
      <div ref={list} role="tablist" aria-label={label} className={styles.list} onKeyDown={press}>
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={tabId(base, tab.value)}
            aria-selected={tab.value === value}
            aria-controls={hasPanel && tab.value === value ? base : undefined}
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
        <TabPanel id={base} value={value} className={styles.panel}>
          {active.panel}
        </TabPanel>
      )}
    </div>
  );
}

interface TabPanelProps extends ComponentProps<'div'> {
  /** What the tabs control. */
  readonly id: string;
  /** The chosen tab; null where the tabs are not there. */
  readonly value: string | null;
}

/** Shows what is chosen in tabs, which may stand elsewhere. */
export function TabPanel({ id, value, ...rest }: TabPanelProps) {
  if (value === null) return <div {...rest} />;
  return <div {...rest} role="tabpanel" id={id} aria-labelledby={tabId(id, value)} />;
}

/** Without blanks, at which a list of ids is split: some values have them. */
const tabId = (base: string, value: string): string => `${base}-${value.replaceAll(' ', '-')}`;
