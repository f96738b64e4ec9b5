import type { Label } from '@maskroom/shared/annotation/label';
import type { Consensus } from '@maskroom/shared/protocol/quality';
import { Check } from 'lucide-react';
import { decimal, number } from '../../../ui/language/formats.ts';
import { t } from '../../../ui/language/language.ts';
import report from '../../../ui/Report.module.css';
import styles from './Quality.module.css';

interface ClusterRowProps {
  readonly cluster: Consensus['clusters'][number];
  /** Of those who submitted. */
  readonly layers: Consensus['layers'];
  readonly labels: readonly Label[];
  /** Enough people have it for a merge to take it. */
  readonly isTaken: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** Who has it, and how well their shapes lie on each other; of three and more of each, so that one sees whose is off. */
function membersWords(
  members: Consensus['clusters'][number]['members'],
  nameOf: (userId: string) => string,
): string {
  const [first] = members;
  const names = members.map(({ userId }) => nameOf(userId)).join(', ');
  if (members.length === 1) return names;
  if (members.length === 2) return t('quality.withIou', { names, iou: decimal(first.meanIou, 2) });
  return members
    .map(({ meanIou, userId }) => t('quality.ofIou', { name: nameOf(userId), iou: decimal(meanIou, 2) }))
    .join(' · ');
}

/** One object: what it is, who has it, who misses it, who calls it something else. Pressed it is shown alone. */
export function ClusterRow({ cluster, isChosen, isTaken, labels, layers, onChoose }: ClusterRowProps) {
  const { inPicture, labelId, members } = cluster;
  const label = labels.find(({ id }) => id === labelId);
  const nameOf = (userId: string): string => layers.find((layer) => layer.userId === userId)?.name ?? '';
  const missing = layers.filter(({ userId }) => !members.some((member) => member.userId === userId));
  const others = members.filter((member) => member.labelId !== labelId);
  return (
    <li>
      <button type="button" className={styles.cluster} aria-pressed={isChosen} onClick={onChoose}>
        <span className={styles.clusterName}>
          <span className={report.dot} style={{ background: label?.color ?? 'var(--text-3)' }} />
          {label?.name ?? t('labels.unknown')}
          <span className={styles.votes}>
            {isTaken && <Check size={14} role="img" aria-label={t('quality.isTaken')} />}
            {t('common.ofTotal', { place: number(members.length), total: number(layers.length) })}
          </span>
        </span>
        <span className={report.note}>{membersWords(members, nameOf)}</span>
        {inPicture && <span className={report.note}>{t('quality.inPicture')}</span>}
        {missing.length > 0 && (
          <span className={report.note}>
            {t('quality.missedBy', { names: missing.map(({ name }) => name ?? '').join(', ') })}
          </span>
        )}
        {others.map((member) => (
          <span key={member.instanceId} className={report.note}>
            {t('quality.calls', {
              name: nameOf(member.userId),
              label: labels.find(({ id }) => id === member.labelId)?.name ?? t('labels.unknown'),
            })}
          </span>
        ))}
      </button>
    </li>
  );
}
