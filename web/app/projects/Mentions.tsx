import { AtSign } from 'lucide-react';
import { listMentions } from '../../connection/commentsApi.ts';
import { t } from '../../ui/language/language.ts';
import { paths } from '../../ui/paths.ts';
import { useLoaded } from '../../ui/useLoaded.ts';
import { WaitingList } from '../WaitingList.tsx';

/** Comments that speak to this person and wait to be seen; nothing when there are none. */
export function Mentions() {
  const { loaded } = useLoaded(listMentions);
  if (loaded.status !== 'ready' || loaded.value.length === 0) return null;
  return (
    <WaitingList
      id="mentions"
      title={t('comments.forYou', { n: loaded.value.length })}
      lines={loaded.value.map(({ id, threadId, projectId, imageId, fileName, userName, text }) => ({
        key: id,
        to: paths.comment(projectId, imageId, threadId),
        icon: <AtSign size={16} aria-hidden />,
        who: userName,
        text,
        where: fileName,
      }))}
    />
  );
}
