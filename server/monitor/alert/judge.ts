import { type AlertKind, type AlertRules, alertKinds } from '@maskroom/shared/protocol/alerts';

/** What rules are held against. */
export interface Measured {
  /** Of the masks of the last minutes; null where nobody asked for one. */
  readonly maskLatency: { readonly p95Ms: number; readonly prompts: number } | null;
  /** Of the last hour. */
  readonly accepted: number;
  readonly rejected: number;
  /** How long the oldest object without a decision has waited; null where none waits. */
  readonly oldestWaitMs: number | null;
  /** How long ago the last decision was, where an object waits for longer than the rule allows. */
  readonly lastDecisionMs: number;
}

/** Fewer masks say nothing about the next one. */
const LEAST_PROMPTS = 20;
/** An episode ends well below what began it: a value that swings around its threshold is one episode. */
const ENDS_AT = 0.8;
const MINUTE_MS = 60_000;

export interface Judgement {
  readonly kind: AlertKind;
  /** `begin`: it is broken. `end`: an episode is over. `stay`: neither, whatever it is. */
  readonly verdict: 'begin' | 'end' | 'stay';
  /** In the unit of the rule. */
  readonly value: number;
  readonly threshold: number;
}

/** One judgement for each kind of rule; a rule that is not there ends what it began. */
export const judge = (rules: AlertRules, measured: Measured): Judgement[] =>
  alertKinds.map((kind) => judges[kind](rules, measured) ?? { kind, verdict: 'end', value: 0, threshold: 0 });

type Judge = (rules: AlertRules, measured: Measured) => Judgement | null;

const judges: Readonly<Record<AlertKind, Judge>> = {
  'mask-latency': ({ maskLatency: rule }, { maskLatency }) => {
    if (!rule || !maskLatency) return null;
    const isEnough = maskLatency.prompts >= LEAST_PROMPTS;
    return level('mask-latency', maskLatency.p95Ms, rule.overMs, isEnough);
  },
  'rejection-rate': ({ rejectionRate: rule }, { accepted, rejected }) => {
    const decisions = accepted + rejected;
    if (!rule || decisions < rule.decisions) return null;
    return level('rejection-rate', (100 * rejected) / decisions, rule.overPercent, true);
  },
  'queue-idle': ({ queueIdle: rule }, { lastDecisionMs, oldestWaitMs }) => {
    if (!rule || oldestWaitMs === null) return null;
    const idleMs = Math.min(oldestWaitMs, lastDecisionMs);
    const verdict = idleMs > rule.minutes * MINUTE_MS ? 'begin' : 'end';
    return { kind: 'queue-idle', verdict, value: idleMs / MINUTE_MS, threshold: rule.minutes };
  },
};

function level(kind: AlertKind, value: number, threshold: number, mayBegin: boolean): Judgement {
  const verdict = value > threshold && mayBegin ? 'begin' : value <= ENDS_AT * threshold ? 'end' : 'stay';
  return { kind, verdict, value, threshold };
}
