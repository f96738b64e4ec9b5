import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { MaskCandidate } from '@maskroom/shared/prompt/prompt';
import { toBytes } from '../connection/bytes.ts';
import { decimal } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import { percent } from '../ui/quantity.ts';

/** A candidate as it is shown; `rank` is its place in the server's reply, 0 the best. */
export interface ShownCandidate extends MaskCandidate {
  readonly polygon: Polygon;
  readonly rank: number;
}

/** Largest first, so that chips read whole · part · sub-part; what is empty or cannot be read is left out. */
export function showCandidates(candidates: readonly MaskCandidate[]): ShownCandidate[] {
  const shown: ShownCandidate[] = [];
  candidates.forEach((candidate, rank) => {
    const geometry = toBytes(candidate.geometry);
    const polygon = decodeGeometry(geometry);
    if (polygon.ok) shown.push({ ...candidate, geometry, polygon: polygon.value, rank });
  });
  return shown.sort((a, b) => b.area - a.area);
}

/** What a candidate is called among its rivals. */
export function candidateName(index: number, count: number): string {
  if (count === 1) return t('candidate.mask');
  if (index === 0) return t('candidate.level.whole');
  return index === 1 ? t('candidate.level.part') : t('candidate.level.subPart');
}

/** For the live region: "mask 1 of 3, 12 % of the picture, score 0.94". */
export function describeCandidate(
  { area, predictedIou }: ShownCandidate,
  index: number,
  count: number,
  imageArea: number,
): string {
  const share = (area / imageArea) * 100;
  const shown = share < 1 ? t('candidate.lessThan') : percent(share / 100);
  return t('candidate.words', { place: index + 1, count, share: shown, score: decimal(predictedIou, 2) });
}
