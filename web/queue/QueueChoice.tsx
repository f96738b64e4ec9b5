import type { Project } from '@maskroom/shared/protocol/http';
import { type Queue, type QueueOrder, queueOrders } from '@maskroom/shared/protocol/queue';
import { t } from '../ui/language/language.ts';
import { Select } from '../ui/Select.tsx';
import styles from './QueuePage.module.css';

/** As the server is asked: absent is all of them. */
export type AskedQueue = {
  readonly order: QueueOrder;
  readonly labelId?: string;
  readonly createdBy?: string;
};

interface QueueChoiceProps {
  readonly project: Project;
  /** Whose work waits besides that of members: of whoever left, and of imports. */
  readonly people: Queue['people'];
  readonly asked: AskedQueue;
  readonly onAsk: (asked: AskedQueue) => void;
}

const ALL = '';

/** The queue's keys are the page's: any element that takes no letters will do. */
const keysOfQueue = () => document.querySelector('main');

/** In which order the queue comes, and of which label and whose work. */
export function QueueChoice({ project, people, asked, onAsk }: QueueChoiceProps) {
  const { createdBy, labelId, order } = asked;
  const members = new Set(project.members.map(({ id }) => id));
  const everybody = [...project.members, ...people.filter(({ id }) => !members.has(id))];
  return (
    <div className={styles.choice}>
      <Select
        label={t('queue.order')}
        hideLabel
        finalFocus={keysOfQueue}
        value={order}
        options={queueOrders.map((value) => ({ value, label: t(`queue.orders.${value}`) }))}
        onChange={(next) => onAsk({ ...asked, order: next })}
      />
      <Select
        label={t('queue.label')}
        hideLabel
        finalFocus={keysOfQueue}
        value={labelId ?? ALL}
        options={[
          { value: ALL, label: t('queue.allLabels') },
          ...project.labels.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) =>
          onAsk({ order, ...(id !== ALL && { labelId: id }), ...(createdBy && { createdBy }) })
        }
      />
      <Select
        label={t('queue.person')}
        hideLabel
        finalFocus={keysOfQueue}
        value={createdBy ?? ALL}
        options={[
          { value: ALL, label: t('queue.everybody') },
          ...everybody.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => onAsk({ order, ...(labelId && { labelId }), ...(id !== ALL && { createdBy: id }) })}
      />
    </div>
  );
}
