import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { useState } from 'react';
import { type Before, usePast } from '../review/usePast.ts';
import type { QueueItem } from './queueState.ts';

export interface Compare {
  /** Of what is in view. */
  readonly before: Before | null;
  /** ISO; when it was drawn, once that is known. */
  readonly madeAt: string | null;
  /** The outline of then, while it is laid over the one of now. */
  readonly shown: Polygon | null;
  readonly toggle: () => void;
  /** A decision is about what is there now. */
  readonly stop: () => void;
}

/** Compares what is in view with what was decided on before, until something else is in view. */
export function useCompare(item: QueueItem | undefined): Compare {
  const { before, madeAt } = usePast(item);
  const [compared, setCompared] = useState<string | null>(null);
  const isCompared = item !== undefined && compared === item.id;
  return {
    before,
    madeAt,
    shown: isCompared ? (before?.earlier ?? null) : null,
    toggle: () => setCompared(isCompared || !item || !before?.earlier ? null : item.id),
    stop: () => setCompared(null),
  };
}
