import type { Figures } from '@maskroom/shared/protocol/figures';
import { DAY_MS, HOUR_MS } from '../timeSpans.ts';

/** What is counted of a stretch of time, a label or a person. */
export interface Tally {
  readonly added: number;
  readonly accepted: number;
  readonly rejected: number;
}

export const nothing: Tally = { added: 0, accepted: 0, rejected: 0 };

type Done = Figures['done'][number];

const tallyOf = ({ count, kind }: Done): Tally => ({
  ...nothing,
  ...((kind === 'added' || kind === 'accepted' || kind === 'rejected') && { [kind]: count }),
});
const sum = (a: Tally, b: Tally): Tally => ({
  added: a.added + b.added,
  accepted: a.accepted + b.accepted,
  rejected: a.rejected + b.rejected,
});

/** Share of decisions that were acceptances, 0 to 1; null without a decision. */
export const acceptShare = ({ accepted, rejected }: Tally): number | null =>
  accepted + rejected > 0 ? accepted / (accepted + rejected) : null;

export const totalOf = (
  figures: Figures,
): Tally & { readonly activeMs: number; readonly prompts: number } => ({
  ...figures.done.map(tallyOf).reduce(sum, nothing),
  activeMs: figures.activity.reduce((ms, row) => ms + row.activeMs, 0),
  prompts: figures.activity.reduce((n, row) => n + row.prompts, 0),
});

/** Of whose work and of which label; null: of all. */
export interface ChosenWork {
  readonly personId: string | null;
  readonly labelId: string | null;
}

/** A person of whom nothing is shown any more is not chosen: all are. */
export const stillChosen = (chosen: ChosenWork, { people }: Pick<Figures, 'people'>): ChosenWork =>
  chosen.personId === null || people.some(({ id }) => id === chosen.personId)
    ? chosen
    : { ...chosen, personId: null };

const isOfLabel = ({ labelId }: Done, wanted: string | null): boolean => (wanted ?? labelId) === labelId;

/** What was done to the work of one person, with one label. */
export const workOf = (figures: Figures, { labelId, personId }: ChosenWork): Figures => ({
  ...figures,
  done: figures.done.filter((row) => isOfLabel(row, labelId) && (personId ?? row.authorId) === row.authorId),
});

/** What one person decided, with one label; nothing where nobody is named. */
export const decidedBy = (figures: Figures, { labelId, personId }: ChosenWork): Figures => ({
  ...figures,
  done: figures.done.filter((row) => isOfLabel(row, labelId) && personId !== null && row.userId === personId),
});

/** Beginnings of the reader's own days (or hours), each with what was done in it; none is left out. */
export function byTime(figures: Figures, range: { from: number; to: number }, step: 'day' | 'hour') {
  const beginOf = (at: number): number => {
    const begin = new Date(at);
    if (step === 'day') begin.setHours(0, 0, 0, 0);
    else begin.setMinutes(0, 0, 0);
    return begin.getTime();
  };
  const tallies = new Map<number, Tally>();
  // Days are not all of one length: where clocks are put on or back, the next beginning is found from within the day.
  for (let at = beginOf(range.from); at < range.to; ) {
    tallies.set(at, nothing);
    at = beginOf(step === 'day' ? at + 1.5 * DAY_MS : at + HOUR_MS);
  }
  for (const row of figures.done) {
    const at = beginOf(Date.parse(row.hour));
    tallies.set(at, sum(tallies.get(at) ?? nothing, tallyOf(row)));
  }
  return [...tallies].map(([at, tally]) => ({ at, ...tally })).sort((a, b) => a.at - b.at);
}

/** Objects added in each hour of the reader's day, 0 to 23. */
export function byHourOfDay({ done }: Figures): number[] {
  const hours = new Array<number>(24).fill(0);
  for (const row of done) if (row.kind === 'added') hours[new Date(row.hour).getHours()] += row.count;
  return hours;
}

/** Most added first. */
export function byLabel({ done }: Figures): ({ readonly labelId: string } & Tally)[] {
  const labels = new Map<string, Tally>();
  for (const row of done) labels.set(row.labelId, sum(labels.get(row.labelId) ?? nothing, tallyOf(row)));
  return [...labels]
    .map(([labelId, tally]) => ({ labelId, ...tally }))
    .filter(({ accepted, added, rejected }) => added + accepted + rejected > 0)
    .sort((a, b) => b.added - a.added);
}

export interface PersonFigures extends Tally {
  readonly id: string;
  readonly name: string;
  /** Decisions made on others' work. */
  readonly decided: number;
  readonly activeMs: number;
  readonly prompts: number;
}

/** What each drew and decided; `accepted` and `rejected` are of their own work. Most added first. */
export function byPerson({ activity, done, people }: Figures): PersonFigures[] {
  return people
    .map(({ id, name }): PersonFigures => {
      const own = done
        .filter(({ authorId }) => authorId === id)
        .map(tallyOf)
        .reduce(sum, nothing);
      const said = done
        .filter(({ userId }) => userId === id)
        .map(tallyOf)
        .reduce(sum, nothing);
      const active = activity.filter(({ userId }) => userId === id);
      return {
        id,
        name,
        ...own,
        decided: said.accepted + said.rejected,
        activeMs: active.reduce((ms, row) => ms + row.activeMs, 0),
        prompts: active.reduce((n, row) => n + row.prompts, 0),
      };
    })
    .sort((a, b) => b.added - a.added || b.decided - a.decided);
}
