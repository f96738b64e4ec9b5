import type { Problem } from '@maskroom/shared/base/problem';
import { CloudOff } from 'lucide-react';
import { Button, LinkButton } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';
import { t } from './language/language.ts';

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
      isPage
      icon={<CloudOff size={32} strokeWidth={1.5} />}
      title={gone ? t('common.nothingHere') : t('common.notLoaded')}
      actions={
        gone ? (
          <LinkButton to="/">{t('common.toProjects')}</LinkButton>
        ) : (
          <Button onClick={onRetry}>{t('common.tryAgain')}</Button>
        )
      }
    >
      {problem.message}
    </EmptyState>
  );
}
