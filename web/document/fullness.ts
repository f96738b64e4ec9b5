import { announcedCaps, countInstances, type DocumentCaps } from '@maskroom/shared/document/documentModel';
import * as Y from 'yjs';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** How much of what a document may hold is taken. */
export interface Fullness {
  readonly objects: number;
  /** At most; as the document would be sent whole. */
  readonly bytes: number;
  readonly caps: DocumentCaps;
  /** With all that the server has. */
  readonly isWhole: boolean;
}

export interface FullnessWatch {
  readonly store: StoreApi<Fullness>;
  /** As the server announced them. */
  setCaps(caps: DocumentCaps): void;
  /** To be called when the document is in sync. */
  count(): void;
  destroy(): void;
}

/** From here on the server may refuse the next edit. */
const NEARLY_ALL = 0.97;
/** Writing a document out to know its size costs milliseconds: only after so many bytes, of a large one. */
const MEASURE_EVERY_BYTES = 512 * 1024;
const COUNT_AFTER_MS = 200;

export const levelOf = ({ objects, bytes, caps }: Fullness): 'room' | 'half' | 'full' => {
  const share = bytes / caps.documentBytes;
  if (objects >= caps.instances || share >= NEARLY_ALL) return 'full';
  return objects >= caps.instances / 2 || share >= 0.5 ? 'half' : 'room';
};

/** Follows how full a document is. */
export function watchFullness(doc: Y.Doc): FullnessWatch {
  const store = createStore<Fullness>(() => ({ objects: 0, bytes: 0, caps: announcedCaps, isWhole: false }));
  let [measured, since] = [0, 0];
  let due: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    due = undefined;
    const half = store.getState().caps.documentBytes / 2;
    // What came in is at least what stayed: below half of the room nothing needs to be measured.
    if (measured + since >= half && (measured < half || since >= MEASURE_EVERY_BYTES))
      [measured, since] = [Y.encodeStateAsUpdate(doc).length, 0];
    store.setState({ objects: countInstances(doc), bytes: measured + since });
  }
  const onUpdate = ({ length }: Uint8Array) => {
    since += length;
    due ??= setTimeout(look, COUNT_AFTER_MS);
  };
  doc.on('update', onUpdate);
  look();

  return {
    store,
    count() {
      look();
      store.setState({ isWhole: true });
    },
    setCaps: (caps) => store.setState({ caps }),
    destroy() {
      clearTimeout(due);
      doc.off('update', onUpdate);
    },
  };
}
