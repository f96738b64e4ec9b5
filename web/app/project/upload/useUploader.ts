import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { uploadImages } from '../../../connection/uploadImages.ts';
import { createUploader, type Uploader } from './uploader.ts';
import type { Upload } from './uploadList.ts';

const none: readonly Upload[] = [];

/** The project's uploader and what it does now. `onAdded` must be stable. */
export function useUploader(
  projectId: string,
  onAdded: () => void,
): { uploader: Uploader; uploads: readonly Upload[] } {
  const uploader = useMemo(
    () => createUploader((files, onSent) => uploadImages(projectId, files, onSent), onAdded),
    [projectId, onAdded],
  );
  const uploads = useSyncExternalStore(uploader.subscribe, uploader.list, () => none);
  const busy = uploads.some(({ state }) => state.kind === 'waiting' || state.kind === 'sending');
  useEffect(() => {
    if (!busy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [busy]);
  return { uploader, uploads };
}
