import type { Image } from '@maskroom/shared/protocol/http';
import { CommandPalette } from './CommandPalette.tsx';
import { HistoryDialog } from './history/HistoryDialog.tsx';
import { Keys } from './Keys.tsx';
import { KeptHere } from './kept/KeptHere.tsx';
import { MissingDialog } from './objects/MissingDialog.tsx';
import { SkipDialog } from './picture/SkipDialog.tsx';
import { RejectDialog } from './review/RejectDialog.tsx';
import { Tour } from './tour/Tour.tsx';

/** Everything that comes over the workspace when it is asked for; in a file of its own. */
export function Dialogs({ images }: { readonly images: readonly Image[] }) {
  return (
    <>
      <Keys />
      <Tour />
      <RejectDialog />
      <HistoryDialog />
      <MissingDialog />
      <SkipDialog />
      <CommandPalette images={images} />
      <KeptHere />
    </>
  );
}
