import { useCallback, useEffect, useRef, useState } from 'react';

/** Whether nothing waits: known only from a fresh answer. */
export type End = 'asking' | 'reached' | 'unknown';

/**
 * Asks once more before a reviewer is told that all is reviewed: what was drawn a moment ago may be on its way. What is asked
 * again at the end is an answer too.
 * @param isOver nothing is here, and as far as is known nothing follows
 * @param ask says how much the server has; must be stable
 */
export function useEnd(isOver: boolean, ask: () => Promise<number>): { end: End; again: () => void } {
  const [end, setEnd] = useState<End>('asking');
  const asked = useRef(0);
  const over = useRef(isOver);
  over.current = isOver;
  const again = useCallback(() => {
    const asking = ++asked.current;
    const say = (answer: End) => {
      if (asking === asked.current && over.current) setEnd(answer);
    };
    ask().then(
      (waiting) => say(waiting === 0 ? 'reached' : 'asking'),
      () => say('unknown'),
    );
  }, [ask]);
  useEffect(() => {
    setEnd('asking');
    if (!isOver) return;
    again();
    return () => {
      asked.current++;
    };
  }, [isOver, again]);
  return { end, again };
}
