import { createListeners } from '@maskroom/shared/base/listeners';
import { problemTable, toProblem } from '@maskroom/shared/base/problem';
import type { ImageUpload } from '../../../connection/uploadImages.ts';
import { t } from '../../../ui/language/language.ts';
import { nextBatch, outcomes, spreadSent, type Upload, type UploadState } from './uploadList.ts';

/** Requests at once: one is read by the server while the other is on the wire. */
export const PARALLEL = 2;

export interface Uploader {
  /** Queues files; those that are plainly no pictures are refused here, unsent. */
  add(files: readonly File[], unreadable?: readonly string[]): void;
  /** Sends once more what failed for a passing reason. */
  retry(): void;
  /** Stops what waits and what is being sent; what is added stays. */
  stop(): void;
  /** Forgets everything that is settled. */
  clear(): void;
  list(): readonly Upload[];
  subscribe(listener: () => void): () => void;
}

type Send = (files: readonly File[], onSent: (bytes: number) => void) => ImageUpload;

/** Sends any number of files in small batches; `onAdded` hears of every batch that changed the project. */
export function createUploader(send: Send, onAdded: () => void): Uploader {
  const files = new Map<number, File>();
  const running = new Set<ImageUpload>();
  const changes = createListeners<[]>();
  let uploads: readonly Upload[] = [];
  let lastId = 0;

  const publish = (next: readonly Upload[]) => {
    uploads = next;
    changes.tell();
  };

  const become = (batch: readonly Upload[], states: readonly UploadState[]) => {
    const byId = new Map(batch.map((upload, at) => [upload.id, states[at]]));
    publish(uploads.map((upload) => ({ ...upload, state: byId.get(upload.id) ?? upload.state })));
  };

  async function sendBatch(batch: readonly Upload[]): Promise<void> {
    const sending = (sent: number) =>
      become(
        batch,
        spreadSent(batch, sent).map((sentBytes) => ({ kind: 'sending', sentBytes })),
      );
    sending(0);
    const request = send(
      batch.flatMap(({ id }) => files.get(id) ?? []),
      sending,
    );
    running.add(request);
    try {
      const states = outcomes(batch, await request.answer);
      become(batch, states);
      if (states.some((state) => state.kind === 'added')) onAdded();
    } catch (cause) {
      const { code, message } = toProblem(cause);
      become(
        batch,
        batch.map(() => ({ kind: 'refused', reason: message, retryable: problemTable[code].retryable })),
      );
    } finally {
      running.delete(request);
      pump();
    }
  }

  function pump(): void {
    while (running.size < PARALLEL) {
      const batch = nextBatch(uploads);
      if (batch.length === 0) return;
      void sendBatch(batch);
    }
  }

  const enlist = (name: string, bytes: number, state: UploadState): Upload => ({
    id: ++lastId,
    name,
    bytes,
    state,
  });
  const stopped = (): UploadState => ({
    kind: 'refused',
    reason: t('connection.stopped'),
    retryable: true,
  });

  return {
    add(more, unreadable = []) {
      const taken = more.map((file) => {
        const upload = enlist(file.name, file.size, stateAtFirst(file));
        if (upload.state.kind === 'waiting') files.set(upload.id, file);
        return upload;
      });
      const lost = unreadable.map((name) =>
        enlist(name, 0, { kind: 'refused', reason: t('upload.unreadable'), retryable: false }),
      );
      publish([...uploads, ...taken, ...lost]);
      pump();
    },
    retry() {
      const again = uploads.filter(({ state }) => state.kind === 'refused' && state.retryable);
      become(
        again,
        again.map(() => ({ kind: 'waiting' })),
      );
      pump();
    },
    stop() {
      const waiting = uploads.filter(({ state }) => state.kind === 'waiting');
      become(waiting, waiting.map(stopped));
      for (const request of running) request.cancel();
    },
    clear() {
      publish(uploads.filter(({ state }) => state.kind === 'waiting' || state.kind === 'sending'));
    },
    list: () => uploads,
    subscribe: changes.add,
  };
}

/** Browsers know a type by the file's ending; an unknown ending is for the server to judge. */
function stateAtFirst(file: File): UploadState {
  if (file.type === '' || file.type.startsWith('image/')) return { kind: 'waiting' };
  return { kind: 'refused', reason: t('problem.picture-unsupported'), retryable: false };
}
