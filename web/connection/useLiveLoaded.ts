import { problemTable, toProblem } from '@maskroom/shared/base/problem';
import type { WorkPart } from '@maskroom/shared/protocol/work';
import { useCallback, useEffect, useState } from 'react';
import { late, useLate } from '../ui/late.ts';
import { type Loading, useLoaded } from '../ui/useLoaded.ts';
import { createRefresh } from './refresh.ts';

/** The line comes with its own file, so that pages show before it. */
const linePart = late(() => import('./hearWork.ts'));

interface LiveWork<T> {
  readonly projectId: string;
  /** What the page shows. Must be stable. */
  readonly parts: readonly WorkPart[];
  /** The one picture that it is about, where it is about one. */
  readonly imageId?: string;
  /** From one answer to the next at least, ms. */
  readonly restMs: number;
  /** From an answer like this at least, ms, where it is dear. Must be stable. */
  readonly restOf?: (value: T) => number;
}

interface Calls {
  again: () => void;
  isOnline: () => boolean;
}

/**
 * As {@link useLoaded}, and goes along with the project's work: when it changed, what is shown is asked for again without a
 * word and takes the place of what was there. A page that nobody sees waits until somebody does.
 */
export function useLiveLoaded<T>(
  load: (signal: AbortSignal) => Promise<T>,
  { imageId, parts, projectId, restMs, restOf }: LiveWork<T>,
): Loading<T> {
  // What a refresh calls is known only behind the loading that it watches.
  const [calls] = useState<Calls>(() => ({ again: () => {}, isOnline: () => false }));
  const [refresh] = useState(() =>
    createRefresh({
      leastRestMs: restMs,
      again: () => calls.again(),
      isWanted: () => document.visibilityState === 'visible' && calls.isOnline(),
    }),
  );
  const watched = useCallback(
    async (signal: AbortSignal) => {
      const ended = refresh.begin();
      try {
        const value = await load(signal);
        ended(true, restOf?.(value));
        return value;
      } catch (cause) {
        ended(!problemTable[toProblem(cause).code].retryable);
        throw cause;
      }
    },
    [load, refresh, restOf],
  );
  const loading = useLoaded(watched);
  const { reload } = loading;
  const line = useLate(linePart);
  useEffect(() => {
    calls.again = reload;
  }, [calls, reload]);

  useEffect(() => {
    if (!line) return;
    calls.isOnline = line.isOnline;
    return line.hearWork(projectId, {
      parts,
      onWork({ imageIds }) {
        if (imageId === undefined || imageIds === null || imageIds.includes(imageId)) refresh.changed(0);
      },
      onQuiet(quietMs) {
        refresh.changed(quietMs);
        refresh.look();
      },
    });
  }, [calls, imageId, line, parts, projectId, refresh]);

  useEffect(() => {
    document.addEventListener('visibilitychange', refresh.look);
    return () => {
      document.removeEventListener('visibilitychange', refresh.look);
      refresh.stop();
    };
  }, [refresh]);
  return loading;
}
