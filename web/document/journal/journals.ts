import { closeUnheldDocuments } from '../../connection/openDocuments.ts';
import { type Journal, openJournal } from './journal.ts';

let current: Journal | null = null;

/** The journal of whoever is signed in; one of somebody else's is put away, unread, until they come back. */
export function journalOf(userId: string): Journal {
  if (current?.userId === userId) return current;
  if (current) {
    closeUnheldDocuments();
    current.close();
  }
  current = openJournal(userId, () => {
    closeUnheldDocuments();
    current?.close();
    current = null;
  });
  return current;
}

/** What this person would lose by signing out: changes that wait, and those that were refused and are kept. */
export async function unfinishedWork(userId: string): Promise<number> {
  const journal = journalOf(userId);
  await journal.loaded;
  return journal.store.getState().steps.filter(({ state }) => state !== 'done').length;
}

/** Signing out: nothing of this person's stays in the browser. */
export async function clearWork(userId: string): Promise<void> {
  closeUnheldDocuments();
  const journal = journalOf(userId);
  current = null;
  await journal.clear();
}
