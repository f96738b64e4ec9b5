import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { useCallback, useMemo } from 'react';
import { sameValue } from '../document/sameValue.ts';
import { t } from '../ui/language/language.ts';
import { useLoaded } from '../ui/useLoaded.ts';
import { decidedWords } from './decidedWords.ts';
import { getPast } from './past.ts';

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

export interface KnownPast {
  /** Null while that is not known, or where nothing was decided. */
  readonly before: Before | null;
  /** ISO; null while that is not known. */
  readonly madeAt: string | null;
}

/** When an object that waits was drawn, what was decided on it before, and how it looked then. */
export function usePast(waiting: Waiting | undefined): KnownPast {
  const { id, imageId, polygon } = waiting ?? {};
  const { loaded } = useLoaded(
    useCallback(
      async () => (imageId === undefined || id === undefined ? null : getPast(imageId, id)),
      [imageId, id],
    ),
  );
  const past = loaded.status === 'ready' ? loaded.value : null;
  const last = past?.decided;
  const before = useMemo(() => {
    if (!last) return null;
    const { kind, reason, userName } = last.entry;
    const name = userName ?? t('common.somebody');
    const isChanged = !sameValue(last.polygon, polygon);
    return {
      words: t('review.before', {
        decision: decidedWords(kind === 'accepted' ? 'accepted' : 'rejected', name, reason),
      }),
      earlier: isChanged ? last.polygon : null,
    };
  }, [last, polygon]);
  return { before, madeAt: past?.madeAt ?? null };
}
