import type { Alert } from '@maskroom/shared/protocol/alerts';
import { number } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';

/** What is wrong, in a sentence with its figures. */
export const alertWords = ({ kind, threshold, value }: Pick<Alert, 'kind' | 'threshold' | 'value'>): string =>
  t(`alerts.kind.${kind}`, { value: number(Math.round(value)), threshold: number(threshold) });
