import { polygonContains } from '@maskroom/shared/geometry/contains';
import type { Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Point } from '@maskroom/shared/geometry/polygon';
import type { MeasuredShape } from '@maskroom/shared/mask/duplicate';
import type { MaskPlace } from '@maskroom/shared/protocol/everything';
import { t } from '../ui/language/language.ts';

/** An automatic mask on offer. */
export interface Proposal extends MeasuredShape, MaskPlace {
  readonly geometry: Geometry;
  readonly predictedIou: number;
  readonly stabilityScore: number;
}

/** What of all proposals is shown. */
export interface ProposalFilter {
  /** 0 wholes, 1 parts, 2 parts of parts, and so on. */
  readonly level: number;
  readonly leastIou: number;
  readonly leastStability: number;
}

type Proposals = ReadonlyMap<number, Proposal>;

/**
 * One cut through the trees: at each place the mask of this level, or the finest there is above it. What the filter
 * leaves out is as if it were not there: its parts stand in its place. Largest first.
 */
export function cutProposals(
  all: Proposals,
  { leastIou, leastStability, level }: ProposalFilter,
): Proposal[] {
  const passes = ({ predictedIou, stabilityScore }: Proposal): boolean =>
    predictedIou >= leastIou && stabilityScore >= leastStability;
  const parentOf = ({ parentId }: Proposal): Proposal | undefined => {
    const parent = parentId === null ? undefined : all.get(parentId);
    return parent && !passes(parent) ? parentOf(parent) : parent;
  };
  const levelOf = (proposal: Proposal): number => {
    const parent = parentOf(proposal);
    return parent ? levelOf(parent) + 1 : 0;
  };
  const passing = [...all.values()].filter(passes);
  const wholes = new Set(passing.map((proposal) => parentOf(proposal)?.id));
  return passing
    .filter((proposal) => {
      const own = levelOf(proposal);
      return own === level || (own < level && !wholes.has(proposal.id));
    })
    .sort((a, b) => b.area - a.area);
}

export const deepestLevel = (all: Proposals): number =>
  [...all.values()].reduce((deepest, { level }) => Math.max(deepest, level), 0);

const levels = ['whole', 'part', 'subPart'] as const;
export const levelName = (level: number): string =>
  levels[level] ? t(`candidate.level.${levels[level]}`) : t('candidate.deeper', { n: level - 1 });

/** The smallest of those shown under a point, so that what lies on something can be reached. */
export const proposalAt = (shown: readonly Proposal[], point: Point): Proposal | null =>
  shown.findLast(
    ({ box: [xmin, ymin, xmax, ymax], polygon }) =>
      point[0] >= xmin &&
      point[0] <= xmax &&
      point[1] >= ymin &&
      point[1] <= ymax &&
      polygonContains(polygon, point),
  ) ?? null;
