import { useEffect, useState } from 'react';

/** Whether nothing waits: known only from a fresh answer. */
export type End = 'asking' | 'reached' | 'unknown';

/**
 * Asks once more before a reviewer is told that all is reviewed: what was drawn a moment ago may be on its way.
 * @param isOver nothing is here, and as far as is known nothing follows
 * @param ask says how much the server has; must be stable
 */
export function useEnd(isOver: boolean, ask: () => Promise<number>): End {
  const [end, setEnd] = useState<End>('asking');
  useEffect(() => {
    if (!isOver) return setEnd('asking');
    let isLate = false;
    ask().then(
      (waiting) => isLate || setEnd(waiting === 0 ? 'reached' : 'asking'),
      () => isLate || setEnd('unknown'),
    );
    return () => {
      isLate = true;
    };
  }, [isOver, ask]);
  return end;
}
