import { useStore } from 'zustand';
import { unsavedCount } from '../../connection/savedState.ts';
import { useWorkbench } from '../state/sessionContext.ts';

/** One's edits of this picture that the server has yet to confirm, those of before a reload among them. */
export function useWaiting(): number {
  const { document, image, journal } = useWorkbench();
  const carried = useStore(document.saved, ({ saved }) => unsavedCount(saved));
  const orphans = useStore(journal.store, () => journal.orphans(image.id).length);
  return carried + orphans;
}
