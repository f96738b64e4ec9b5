import { useEffect, useState } from 'react';
import type { News, QueueState } from './queueState.ts';

/** Longer than a key takes that was meant for what was in view before. */
const HELD_MS = 600;

/** Whether answers wait: what is in view became another just now, and not by the reviewer's hand. */
export function useHeld({ news }: Pick<QueueState, 'news'>): boolean {
  const [past, setPast] = useState<News | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setPast(news), HELD_MS);
    return () => clearTimeout(timer);
  }, [news]);
  return news !== null && news !== past;
}
