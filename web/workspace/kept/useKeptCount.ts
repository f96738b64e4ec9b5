import { useStore } from 'zustand';
import { useWorkbench } from '../state/sessionContext.ts';

/** How many steps were refused and are kept. */
export function useKeptCount(): number {
  const { journal } = useWorkbench();
  return useStore(journal.store, ({ steps }) => steps.filter(({ state }) => state === 'refused').length);
}
