import { useEffect, useState } from 'react';

/** This browser's clock, a tick a second; nothing is asked of the server for it. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
