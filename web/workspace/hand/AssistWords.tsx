import { useStore } from 'zustand';
import { describeCandidate } from '../../assist/candidates.ts';
import { useWorkbench } from '../state/sessionContext.ts';

/** Tells those who do not see the picture what the click brought. */
export function AssistWords() {
  const { assist, image } = useWorkbench();
  const { candidates, index, hover } = useStore(assist.store);
  const candidate = hover ? undefined : candidates[index];
  return (
    <div className="visually-hidden" aria-live="polite" data-testid="assist-words">
      {candidate && describeCandidate(candidate, index, candidates.length, image.width * image.height)}
    </div>
  );
}
