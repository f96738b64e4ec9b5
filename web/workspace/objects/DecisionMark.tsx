import type { Decision } from '@maskroom/shared/annotation/instance';
import { Check, Circle, X } from 'lucide-react';
import { classes } from '../../ui/classes.ts';
import { t } from '../../ui/language/language.ts';
import styles from './DecisionMark.module.css';

const icons = { accepted: Check, rejected: X, none: Circle } as const;

interface DecisionMarkProps {
  readonly decision: Decision;
  /** By whom, and why. */
  readonly words?: string;
}

/** What was decided, as a sign and for screen readers as words. */
export function DecisionMark({ decision, words = t(`decision.${decision}`) }: DecisionMarkProps) {
  const Icon = icons[decision];
  return (
    <span className={classes(styles.mark, styles[decision])} title={words}>
      <Icon size={decision === 'none' ? 8 : 14} strokeWidth={decision === 'none' ? 3 : 2.5} aria-hidden />
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
