import type { Problem } from '@maskroom/shared/base/problem';
import { CloudOff } from 'lucide-react';
import { Button, LinkButton } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';

/** What stands where a page could not be fetched: what happened and the way on. */
export function FailedState({
  problem,
  onRetry,
}: {
  readonly problem: Problem;
  readonly onRetry: () => void;
}) {
  const gone = problem.code === 'not-found' || problem.code === 'forbidden';
  return (
    <EmptyState
      icon={<CloudOff size={32} strokeWidth={1.5} />}
      title={gone ? 'Nothing to see here' : 'This did not load'}
      actions={
        gone ? <LinkButton to="/">Go to projects</LinkButton> : <Button onClick={onRetry}>Try again</Button>
      }
    >
      {problem.message}
    </EmptyState>
  );
}
