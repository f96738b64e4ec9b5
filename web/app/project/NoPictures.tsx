import { FolderUp, ImagePlus, Images } from 'lucide-react';
import type { RefObject } from 'react';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { Pickers } from './upload/FilePickers.tsx';

interface NoPicturesProps {
  readonly mayAdd: boolean;
  readonly pickers: RefObject<Pickers | null>;
}

/** A project before its first picture. */
export function NoPictures({ mayAdd, pickers }: NoPicturesProps) {
  const icon = <Images size={32} strokeWidth={1.5} />;
  if (!mayAdd)
    return (
      <EmptyState icon={icon} title="No pictures yet">
        A lead of this project adds them; they appear here.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={icon}
      title="Add the first pictures"
      actions={
        <>
          <Button kind="primary" onClick={() => pickers.current?.files()}>
            <ImagePlus /> Choose files
          </Button>
          <Button onClick={() => pickers.current?.folder()}>
            <FolderUp /> Choose a folder
          </Button>
        </>
      }
    >
      Drop files or a whole folder anywhere on this page. JPEG, PNG, WebP and TIFF.
    </EmptyState>
  );
}
