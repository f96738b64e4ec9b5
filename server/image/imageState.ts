import type { Image } from '@maskroom/shared/protocol/http';
import type { DecisionCounts } from '../store/instanceStore.ts';
import type { ImageWork } from '../store/submissionStore.ts';

/** How far an image is; the rules are J1 to J3 of server/job/SPEC.md. */
export function imageState(counts: DecisionCounts, work: ImageWork): Image['state'] {
  if (work.returned > 0) return 'rejected';
  if (work.submitted === 0 || work.awaited > 0)
    return counts.instances === 0 && work.submitted === 0 ? 'new' : 'in progress';
  if (counts.rejected > 0) return 'rejected';
  if (counts.undecided === 0) return 'accepted';
  return counts.accepted > 0 ? 'in review' : 'submitted';
}
