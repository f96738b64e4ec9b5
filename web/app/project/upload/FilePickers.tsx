import { type Ref, useImperativeHandle, useRef } from 'react';
import { t } from '../../../ui/language/language.ts';
import { chosen } from './pickedFiles.ts';

/** Opens the browser's own dialogs. */
export interface Pickers {
  files(): void;
  folder(): void;
}

interface FilePickersProps {
  readonly ref: Ref<Pickers>;
  readonly onPick: (files: readonly File[]) => void;
}

/** The two hidden inputs behind "choose files" and "choose a folder". */
export function FilePickers({ ref, onPick }: FilePickersProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  useImperativeHandle(
    ref,
    () => ({ files: () => files.current?.click(), folder: () => folder.current?.click() }),
    [],
  );
  const take = (input: HTMLInputElement) => {
    if (input.files) onPick(chosen(input.files));
    input.value = '';
  };
  const common = { type: 'file', multiple: true, hidden: true, tabIndex: -1 } as const;
  return (
    <>
      <input
        {...common}
        ref={files}
        aria-label={t('upload.files')}
        accept="image/jpeg,image/png,image/webp,image/tiff"
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        {...common}
        ref={folder}
        aria-label={t('upload.folder')}
        {...{ webkitdirectory: '' }}
        onChange={(event) => take(event.currentTarget)}
      />
    </>
  );
}
