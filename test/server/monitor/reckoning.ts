import type { InstanceSource } from '@maskroom/shared/annotation/instance';
import type { HistoryKind } from '@maskroom/shared/protocol/history';

/** Figures computed anew from the log, by other means than the server's: no SQL and no meters. */

export interface LogRow {
  readonly image_id: string;
  readonly instance_id: string;
  readonly at: number;
  readonly user_id: string | null;
  readonly kind: HistoryKind;
  readonly label_id: string;
  readonly created_by: string;
  readonly source: InstanceSource;
  readonly reason: string | null;
}

/** What the test had people do; prompts are in no log. */
export type Sent = { readonly userId: string; readonly at: number } & (
  | { readonly what: 'prompt'; readonly latencyMs: number; readonly chain: string }
  | { readonly what: 'object'; readonly source: 'manual' | 'model' }
  | { readonly what: 'decision' }
);

const HOUR = 3_600_000;
const PAUSE = 60_000;
const hour = (at: number): string => new Date(at - (at % HOUR)).toISOString();

/** Nearest rank. */
export function quantile(values: readonly number[], q: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
}

/** Runs of clicks towards a mask, and how many became an object. */
export function chainsOf(acts: readonly Sent[]): { chains: number; accepted: number } {
  const chains = new Set(acts.flatMap((act) => (act.what === 'prompt' ? [act.chain] : [])));
  const accepted = acts.filter((act) => act.what === 'object' && act.source === 'model');
  return { chains: chains.size, accepted: accepted.length };
}

/**
 * What figures count of the log (F3), read in order: all but what files and merges brought and what its own reviewer took
 * back. `merged` are the objects that merges made.
 */
export function counted<Row extends LogRow>(log: readonly Row[], merged: ReadonlySet<string>): Row[] {
  const left = new Set<Row>();
  // The decision on an object that whoever made it may still take back.
  const fresh = new Map<string, Row>();
  for (const row of log) {
    const key = `${row.image_id}/${row.instance_id}`;
    if (row.kind === 'added' && (row.source === 'import' || merged.has(row.instance_id))) left.add(row);
    const last = fresh.get(key);
    const isDecision = row.kind === 'accepted' || row.kind === 'rejected';
    if (last && last.user_id !== row.user_id) fresh.delete(key);
    else if (last && (isDecision || row.kind === 'reopened')) {
      left.add(last);
      fresh.delete(key);
    }
    if (isDecision) fresh.set(key, row);
  }
  return log.filter((row) => !left.has(row));
}

/** Why work was rejected, most often first. */
export function reasonsOf(done: readonly LogRow[]) {
  const reasons = new Map<string | null, number>();
  for (const { kind, reason } of done)
    if (kind === 'rejected') reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [...reasons]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || ((a.reason ?? '') < (b.reason ?? '') ? -1 : 1));
}

/** What is there at the end: each object as its last entries leave it. */
export function replay(log: readonly LogRow[]) {
  const decisions = new Map<string, 'none' | 'accepted' | 'rejected'>();
  const addedAt = new Map<string, number>();
  for (const { at, image_id, instance_id, kind } of log) {
    const key = `${image_id}/${instance_id}`;
    if (kind === 'added') {
      decisions.set(key, 'none');
      addedAt.set(key, at);
    }
    if (kind === 'accepted' || kind === 'rejected') decisions.set(key, kind);
    if (kind === 'reopened') decisions.set(key, 'none');
    if (kind === 'deleted') decisions.delete(key);
  }
  const keysOf = (wanted: string) => [...decisions].flatMap(([key, is]) => (is === wanted ? [key] : []));
  const waiting = keysOf('none').map((key) => addedAt.get(key) ?? Number.NaN);
  return {
    undecided: waiting.length,
    oldestAt: waiting.length === 0 ? null : Math.min(...waiting),
    rejected: keysOf('rejected').length,
  };
}

/** Whatever the order of its fields. */
export const fingerprint = (row: object): string => JSON.stringify(Object.entries(row).sort());

/** Rows of figures, by their fingerprints. */
export function doneByHour(done: readonly LogRow[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { at, created_by, kind, label_id, reason: said, source, user_id } of done) {
    const of = { userId: user_id, authorId: created_by, labelId: label_id };
    const row = { ...of, kind, source, reason: kind === 'rejected' ? said : null, hour: hour(at) };
    const key = JSON.stringify(row);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].map(([key, count]) => fingerprint({ ...JSON.parse(key), count })));
}

/** Active milliseconds and prompts by `person hour`: pauses up to a minute between a person's acts, in the hour they end in. */
export function activeTimes(log: readonly LogRow[], sent: readonly Sent[]): Map<string, [number, number]> {
  const acts = new Map<string, number[]>();
  const times = new Map<string, [number, number]>();
  const add = (userId: string, at: number) => acts.set(userId, [...(acts.get(userId) ?? []), at]);
  const at = (userId: string, moment: number) => {
    const key = `${userId} ${hour(moment)}`;
    const sum = times.get(key) ?? ([0, 0] satisfies [number, number]);
    times.set(key, sum);
    return sum;
  };
  for (const { at, user_id } of log) if (user_id !== null) add(user_id, at);
  for (const act of sent) if (act.what === 'prompt') add(act.userId, act.at);
  for (const [userId, moments] of acts) {
    moments.sort((a, b) => a - b);
    for (const [i, moment] of moments.entries()) {
      const pause = i === 0 ? Number.POSITIVE_INFINITY : moment - moments[i - 1];
      at(userId, moment)[0] += pause <= PAUSE ? pause : 0;
    }
  }
  for (const act of sent) if (act.what === 'prompt') at(act.userId, act.at)[1]++;
  return times;
}
