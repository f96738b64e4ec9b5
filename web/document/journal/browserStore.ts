import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';

/** Where a document is kept in this browser. */
export interface BrowserStore {
  /** What was kept is in the document; also when the browser keeps nothing. */
  readonly loaded: Promise<void>;
  close(): void;
  delete(): Promise<void>;
}

/** Keeps a document in IndexedDB. A browser that has none, or may not use it, goes on in memory. */
export function openBrowserStore(name: string, doc: Y.Doc): BrowserStore {
  let isClosed = false;
  const opened = canStore().then((can) => (can && !isClosed ? new IndexeddbPersistence(name, doc) : null));
  return {
    loaded: opened.then(async (persistence) => {
      await persistence?.whenSynced;
    }),
    close() {
      isClosed = true;
      void opened.then((persistence) => persistence?.destroy());
    },
    async delete() {
      isClosed = true;
      await (await opened)?.clearData();
    },
  };
}

/** Private windows and site settings may forbid it, which shows only when a database is opened. */
const canStore = (): Promise<boolean> =>
  new Promise((resolve) => {
    if (typeof indexedDB === 'undefined') {
      resolve(false);
      return;
    }
    try {
      const request = indexedDB.open('maskroom:probe');
      request.onerror = () => resolve(false);
      request.onsuccess = () => {
        request.result.close();
        resolve(true);
      };
    } catch {
      resolve(false);
    }
  });
