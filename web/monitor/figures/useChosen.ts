import { type MouseEvent, useRef, useState } from 'react';
import type { ChosenWork } from './foldFigures.ts';

export const everything: ChosenWork = { personId: null, labelId: null };

/** What is chosen in the tables for the charts, which come into sight with it. */
export function useChosen() {
  const [chosen, setChosen] = useState(everything);
  const charts = useRef<HTMLDivElement>(null);
  return {
    chosen,
    setChosen,
    charts,
    /** Chosen once more, all is shown again. */
    toggle(part: keyof ChosenWork, id: string, { detail }: MouseEvent): void {
      setChosen((now) => ({ ...now, [part]: now[part] === id ? null : id }));
      // Somebody at the keyboard goes on from row to row, and hears what the charts show.
      if (detail > 0) charts.current?.scrollIntoView({ block: 'nearest' });
    },
  };
}
