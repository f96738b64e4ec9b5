import { useEffect, useState } from 'react';
import type { Late } from './late.ts';

/**
 * In place of what was asked for and is still being fetched. It has the keyboard already: what somebody types for it is
 * no command to the page. If it cannot be fetched, the page has the keyboard again.
 */
export function Coming({ part }: { readonly part: Late<unknown> }) {
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    part.load().catch(() => setFailed(true));
  }, [part]);
  return failed ? null : <span hidden data-coming />;
}
