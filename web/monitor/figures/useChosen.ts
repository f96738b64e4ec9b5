import { type MouseEvent, useRef, useState } from 'react';

/** Of whose work and of which label the charts are; null: of all. */
export interface Chosen {
  readonly personId: string | null;
  readonly labelId: string | null;
}

export const everything: Chosen = { personId: null, labelId: null };
export const isEverything = ({ labelId, personId }: Chosen): boolean => personId === null && labelId === null;

/** What is chosen in the tables for the charts, which come into sight with it. */
export function useChosen() {
  const [chosen, setChosen] = useState(everything);
  const charts = useRef<HTMLDivElement>(null);
  return {
    chosen,
    setChosen,
    charts,
    /** Chosen once more, all is shown again. */
    toggle(part: keyof Chosen, id: string, { detail }: MouseEvent): void {
      setChosen((now) => ({ ...now, [part]: now[part] === id ? null : id }));
      // Somebody at the keyboard goes on from row to row, and hears what the charts show.
      if (detail > 0) charts.current?.scrollIntoView({ block: 'nearest' });
    },
  };
}
