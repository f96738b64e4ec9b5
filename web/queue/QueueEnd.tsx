import type { Project } from '@maskroom/shared/protocol/http';
import { CircleCheck, CloudOff } from 'lucide-react';
import { Button, LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { t } from '../ui/language/language.ts';
import { paths } from '../ui/paths.ts';
import type { End } from './useEnd.ts';

interface QueueEndProps {
  readonly end: End;
  /** By this reviewer, since the page opened. */
  readonly decided: number;
  /** Of this reviewer's work, for somebody else to decide. */
  readonly own: number;
  readonly project: Pick<Project, 'id'>;
  readonly onAgain: () => void;
}

/** Nothing is here any more: all is reviewed, nothing came yet, or nobody knows. */
export function QueueEnd({ end, decided, own, project, onAgain }: QueueEndProps) {
  const isKnown = end !== 'unknown';
  const Icon = isKnown ? CircleCheck : CloudOff;
  const nothing = own > 0 ? t('queue.nothingOfOthers') : t('queue.nothing');
  const title = decided > 0 ? t('queue.all') : nothing;
  return (
    <EmptyState
      icon={<Icon size={32} strokeWidth={1.5} />}
      title={isKnown ? title : t('queue.unknown')}
      actions={
        <>
          <LinkButton kind="primary" to={paths.project(project.id)}>
            {t('common.toPictures')}
          </LinkButton>
          <Button onClick={onAgain}>{t('queue.again')}</Button>
        </>
      }
    >
      {!isKnown && t('queue.unknownWords')}
      {isKnown && decided > 0 && <p>{t('queue.decided', { n: decided })}</p>}
      {isKnown && own > 0 && <p>{t('queue.own', { n: own })}</p>}
      {isKnown && decided === 0 && own === 0 && t('queue.appears')}
    </EmptyState>
  );
}
