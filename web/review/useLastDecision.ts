import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { useCallback, useMemo } from 'react';
import { t } from '../ui/language/language.ts';
import { useLoaded } from '../ui/useLoaded.ts';
import { decidedWords } from './decidedWords.ts';
import { getLastDecision } from './lastDecision.ts';

interface Waiting {
  readonly id: string;
  readonly imageId: string;
  readonly polygon: Polygon;
}

export interface Before {
  /** "Before: Rejected by Rea: “Too coarse”". */
  readonly words: string;
  /** The outline of then; null where it is the same still. */
  readonly earlier: Polygon | null;
}

/** What was decided before on an object that waits, and how it looked then; null while that is not known, or nothing was. */
export function useLastDecision(waiting: Waiting | undefined): Before | null {
  const { id, imageId, polygon } = waiting ?? {};
  const { loaded } = useLoaded(
    useCallback(
      async () => (imageId === undefined || id === undefined ? null : getLastDecision(imageId, id)),
      [imageId, id],
    ),
  );
  const last = loaded.status === 'ready' ? loaded.value : null;
  return useMemo(() => {
    if (!last) return null;
    const { kind, reason, userName } = last.entry;
    const name = userName ?? t('common.somebody');
    const isChanged = JSON.stringify(last.polygon) !== JSON.stringify(polygon);
    return {
      words: t('review.before', {
        decision: decidedWords(kind === 'accepted' ? 'accepted' : 'rejected', name, reason),
      }),
      earlier: isChanged ? last.polygon : null,
    };
  }, [last, polygon]);
}
