import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { useState } from 'react';
import { type Before, useLastDecision } from '../review/useLastDecision.ts';
import type { QueueItem } from './queueState.ts';

export interface Compare {
  /** Of what is in view. */
  readonly before: Before | null;
  /** The outline of then, while it is laid over the one of now. */
  readonly shown: Polygon | null;
  readonly toggle: () => void;
  /** A decision is about what is there now. */
  readonly stop: () => void;
}

/** Compares what is in view with what was decided on before, until something else is in view. */
export function useCompare(item: QueueItem | undefined): Compare {
  const before = useLastDecision(item);
  const [compared, setCompared] = useState<string | null>(null);
  const isCompared = item !== undefined && compared === item.id;
  return {
    before,
    shown: isCompared ? (before?.earlier ?? null) : null,
    toggle: () => setCompared(isCompared || !item || !before?.earlier ? null : item.id),
    stop: () => setCompared(null),
  };
}
