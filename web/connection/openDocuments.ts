import { createStore, type StoreApi } from 'zustand/vanilla';
import { type DocumentConnection, type DocumentOptions, openDocument } from './documentConnection.ts';
import { unsavedCount } from './savedState.ts';

/**
 * The documents of this tab, one for each picture. One that nobody holds any more while edits of it are not saved
 * stays open in the background until they are, so that going to the next picture loses nothing; opening it again
 * takes it up where it was.
 */
interface Open {
  readonly connection: DocumentConnection;
  holds: number;
  stop: (() => void) | null;
}
const documents = new Map<string, Open>();

/** Edits in pictures that are no longer shown and that the server has yet to confirm. */
export const unsavedElsewhere: StoreApi<{ readonly count: number }> = createStore(() => ({ count: 0 }));

const isClosed = ({ saved }: DocumentConnection): boolean => saved.getState().saved.state === 'closed';

export function acquireDocument(options: DocumentOptions): DocumentConnection {
  const { imageId } = options;
  const kept = documents.get(imageId);
  // The server's last word on one connection says nothing of the next.
  const open =
    kept && !isClosed(kept.connection) ? kept : { connection: openDocument(options), holds: 0, stop: null };
  documents.set(imageId, open);
  open.holds++;
  open.stop?.();
  open.stop = null;
  recount();
  return open.connection;
}

export function releaseDocument(imageId: string, connection: DocumentConnection): void {
  const open = documents.get(imageId);
  if (open?.connection !== connection) {
    // Closed for good, and another took its place.
    connection.close();
    return;
  }
  open.holds--;
  if (open.holds > 0) return;
  if (isDone(connection)) {
    close(imageId, open);
    return;
  }
  open.stop = connection.saved.subscribe(() => {
    if (isDone(connection)) close(imageId, open);
    recount();
  });
  recount();
}

/** Lets go of a document that nobody shows, saved or not: whoever signs in next must not carry it on. */
export function closeUnheldDocuments(imageId?: string): void {
  for (const [id, open] of documents)
    if (open.holds === 0 && (imageId === undefined || id === imageId)) close(id, open);
  recount();
}

const isDone = (connection: DocumentConnection): boolean =>
  isClosed(connection) || unsavedCount(connection.saved.getState().saved) === 0;

function close(imageId: string, open: Open): void {
  open.stop?.();
  documents.delete(imageId);
  open.connection.close();
}

function recount(): void {
  let count = 0;
  for (const { connection, holds } of documents.values())
    if (holds === 0) count += unsavedCount(connection.saved.getState().saved);
  unsavedElsewhere.setState({ count });
}
