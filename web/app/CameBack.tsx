import type { WorkItem } from '@maskroom/shared/protocol/jobs';
import { RotateCcw } from 'lucide-react';
import { t } from '../ui/language/language.ts';
import { reasonWords } from '../ui/language/reasons.ts';
import { paths } from '../ui/paths.ts';
import { WaitingList } from './WaitingList.tsx';

const MOST_SHOWN = 5;

type CameBackItem = WorkItem & {
  readonly projectId: string;
  /** Where pictures of several projects are listed. */
  readonly projectName?: string;
};

/** What a reviewer gave back to this person, longest waiting first; nothing when there is nothing. */
export function CameBack({ items }: { readonly items: readonly CameBackItem[] }) {
  if (items.length === 0) return null;
  return (
    <WaitingList
      id="came-back"
      title={t('work.cameBack', { n: items.length })}
      lines={items.slice(0, MOST_SHOWN).map((item) => ({
        key: item.imageId,
        to: paths.image(item.projectId, item.imageId),
        icon: <RotateCcw size={16} aria-hidden />,
        who: whoOf(item),
        text: whyOf(item),
        where: whereOf(item),
      }))}
    />
  );
}

function whoOf({ byName, kind, rejections }: WorkItem): string {
  const names = kind === 'returned' ? [byName] : rejections.map((rejection) => rejection.byName);
  return [...new Set(names.map((name) => name ?? t('common.somebody')))].join(', ');
}

function whyOf({ kind, reason, rejected, rejections }: WorkItem): string {
  if (kind === 'returned')
    return rejected === 0
      ? (reason ?? '')
      : t('cameBack.alsoRejected', { n: rejected, reason: reason ?? '' });
  const reasons = [...new Set(rejections.flatMap((rejection) => rejection.reason ?? []))].map(reasonWords);
  return t('work.rejected', { n: rejected, reason: reasons.join(' · ') || '—' });
}

const whereOf = ({ fileName, projectName }: CameBackItem): string =>
  projectName === undefined ? fileName : t('cameBack.where', { picture: fileName, project: projectName });
