import { createStore, type StoreApi } from 'zustand/vanilla';
import { type DocumentConnection, type DocumentOptions, openDocument } from './documentConnection.ts';
import { unsavedCount } from './savedState.ts';

/**
 * The documents of this tab. One that is let go while edits of it are not saved stays open in the background
 * until they are, so that going to the next picture loses nothing; opening it again takes it up where it was.
 */
interface Lingering {
  readonly connection: DocumentConnection;
  readonly stop: () => void;
}
const lingering = new Map<string, Lingering>();

/** Edits in pictures that are no longer shown and that the server has yet to confirm. */
export const unsavedElsewhere: StoreApi<{ readonly count: number }> = createStore(() => ({ count: 0 }));

export function acquireDocument(options: DocumentOptions): DocumentConnection {
  const kept = lingering.get(options.imageId);
  if (!kept) return openDocument(options);
  kept.stop();
  lingering.delete(options.imageId);
  recount();
  return kept.connection;
}

export function releaseDocument(imageId: string, connection: DocumentConnection): void {
  const isDone = () => {
    const { saved } = connection.saved.getState();
    return saved.state === 'closed' || unsavedCount(saved) === 0;
  };
  if (isDone()) {
    connection.close();
    return;
  }
  const stop = connection.saved.subscribe(() => {
    if (isDone()) {
      stop();
      lingering.delete(imageId);
      connection.close();
    }
    recount();
  });
  lingering.set(imageId, { connection, stop });
  recount();
}

function recount(): void {
  let count = 0;
  for (const { connection } of lingering.values()) count += unsavedCount(connection.saved.getState().saved);
  unsavedElsewhere.setState({ count });
}
