import type { AlertRules } from '@maskroom/shared/protocol/alerts';

/** What stands in the fields: digits, or nothing for a rule that is not there. */
export interface AlertDraft {
  readonly overMs: string;
  readonly overPercent: string;
  readonly decisions: string;
  readonly minutes: string;
}

/** Least and most of each field, as the server takes them. */
export const bounds: Readonly<Record<keyof AlertDraft, readonly [least: number, most: number]>> = {
  overMs: [20, 600_000],
  overPercent: [1, 99],
  decisions: [1, 10_000],
  minutes: [1, 10_080],
};

/** Enough that one rejection in the morning is no alert. */
const USUAL_DECISIONS = 20;

export const draftOf = ({ maskLatency, queueIdle, rejectionRate }: AlertRules): AlertDraft => ({
  overMs: maskLatency ? String(maskLatency.overMs) : '',
  overPercent: rejectionRate ? String(rejectionRate.overPercent) : '',
  decisions: String(rejectionRate?.decisions ?? USUAL_DECISIONS),
  minutes: queueIdle ? String(queueIdle.minutes) : '',
});

const numberIn = (text: string): number | null => (text.trim() === '' ? null : Number(text));

/** Whether a field holds something that is no number within its bounds. */
export function wrongIn(draft: AlertDraft, name: keyof AlertDraft): boolean {
  const value = numberIn(draft[name]);
  const [least, most] = bounds[name];
  return value !== null && !(Number.isInteger(value) && value >= least && value <= most);
}

export function rulesOf(draft: AlertDraft): AlertRules {
  const [overMs, overPercent, minutes] = [draft.overMs, draft.overPercent, draft.minutes].map(numberIn);
  return {
    maskLatency: overMs === null ? null : { overMs },
    rejectionRate:
      overPercent === null ? null : { overPercent, decisions: numberIn(draft.decisions) ?? USUAL_DECISIONS },
    queueIdle: minutes === null ? null : { minutes },
  };
}
