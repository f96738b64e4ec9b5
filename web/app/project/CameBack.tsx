import type { WorkItem } from '@maskroom/shared/protocol/jobs';
import { RotateCcw } from 'lucide-react';
import { t } from '../../ui/language/language.ts';
import { paths } from '../../ui/paths.ts';
import { WaitingList } from '../WaitingList.tsx';

const MOST_SHOWN = 5;

interface CameBackProps {
  readonly projectId: string;
  readonly work: readonly WorkItem[];
}

/** What a reviewer gave back to this person, longest waiting first; nothing when there is nothing. */
export function CameBack({ projectId, work }: CameBackProps) {
  const back = work.filter(({ kind }) => kind === 'returned' || kind === 'rejected');
  if (back.length === 0) return null;
  return (
    <WaitingList
      id="came-back"
      title={t('work.cameBack', { n: back.length })}
      lines={back.slice(0, MOST_SHOWN).map(({ byName, fileName, imageId, kind, reason, rejected }) => ({
        key: imageId,
        to: paths.image(projectId, imageId),
        icon: <RotateCcw size={16} aria-hidden />,
        who: byName ?? '',
        text:
          kind === 'returned' ? (reason ?? '') : t('work.rejected', { n: rejected, reason: reason ?? '—' }),
        where: fileName,
      }))}
    />
  );
}
