import { useState } from 'react';
import { Coming } from './Coming.tsx';
import type { DialogProps } from './DialogPopup.tsx';
import { useLate } from './late.ts';
import { dialogPart } from './lateParts.ts';

/** Asks for one thing, over the page. Escape and a click beside it close it. */
export function Dialog(props: DialogProps) {
  // Once it was open it stays, so that it can go as it came.
  const [wanted, setWanted] = useState(props.open);
  if (props.open && !wanted) setWanted(true);
  const part = useLate(dialogPart, wanted);
  if (part) return <part.DialogPopup {...props} />;
  return props.open ? <Coming part={dialogPart} /> : null;
}
