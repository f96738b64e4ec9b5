import type { Image } from '@maskroom/shared/protocol/http';
import { useEffect, useState } from 'react';
import { Coming } from '../ui/Coming.tsx';
import { late, useLate } from '../ui/late.ts';
import { fetchLateParts, whenIdle } from '../ui/lateParts.ts';
import { commentsPart, reviewPart } from './asideParts.ts';
import { shaping } from './objects/shaping.ts';
import { useView, useWorkbench } from './state/sessionContext.ts';

const dialogs = late(() => import('./Dialogs.tsx'));

/** The dialogs, fetched in a quiet moment once the document is there, or when one of them is asked for; and the hand tools. */
export function LateDialogs({ images }: { readonly images: readonly Image[] }) {
  const { document } = useWorkbench();
  const [isQuiet, setQuiet] = useState(false);
  const asked = useView(
    ({ historyOpen, keptOpen, keysOpen, missingOpen, paletteOpen, rejecting, skipping, tourStep }) =>
      historyOpen ||
      keptOpen ||
      keysOpen ||
      missingOpen ||
      paletteOpen ||
      rejecting !== null ||
      skipping !== null ||
      tourStep !== null,
  );
  useEffect(() => {
    let gone = false;
    void document.whenSynced.then(() => {
      if (gone) return;
      fetchLateParts();
      whenIdle(() => {
        if (gone) return;
        setQuiet(true);
        // A failure is no matter: whoever needs it asks again.
        for (const part of [shaping, reviewPart, commentsPart]) part.load().catch(() => undefined);
      });
    });
    return () => {
      gone = true;
    };
  }, [document]);
  const part = useLate(dialogs, isQuiet || asked);
  if (part) return <part.Dialogs images={images} />;
  return asked ? <Coming part={dialogs} /> : null;
}
