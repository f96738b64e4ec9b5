import { useEffect, useState } from 'react';
import { mayHaveWork } from '../document/journal/workName.ts';
import { late, useLate } from '../ui/late.ts';

const notice = late(() => import('../workspace/kept/KeptNotice.tsx'));

/** On every page but the workspace: what this browser keeps of a person's work is brought on, or shown. */
export function KeptElsewhere({ userId }: { readonly userId: string }) {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    void mayHaveWork(userId).then(setWanted);
  }, [userId]);
  const part = useLate(notice, wanted);
  return part ? <part.KeptNotice userId={userId} /> : null;
}
