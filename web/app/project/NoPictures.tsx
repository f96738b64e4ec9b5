import { FolderUp, ImagePlus, Images } from 'lucide-react';
import type { RefObject } from 'react';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { t } from '../../ui/language/language.ts';
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
      <EmptyState icon={icon} title={t('pictures.none')}>
        {t('pictures.leadAdds')}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={icon}
      title={t('pictures.addFirst')}
      actions={
        <>
          <Button kind="primary" onClick={() => pickers.current?.files()}>
            <ImagePlus /> {t('pictures.files')}
          </Button>
          <Button onClick={() => pickers.current?.folder()}>
            <FolderUp /> {t('pictures.folder')}
          </Button>
        </>
      }
    >
      {t('pictures.dropHint')}
    </EmptyState>
  );
}
