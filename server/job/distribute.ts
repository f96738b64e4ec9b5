import type { Load } from '../store/workStore.ts';
import type { JobPlan } from './jobPlan.ts';

/** Cuts a list into runs of `size`; the last may be shorter. */
export function cut<T>(list: readonly T[], size: number): T[][] {
  const runs: T[][] = [];
  for (let from = 0; from < list.length; from += size) runs.push(list.slice(from, from + size));
  return runs;
}

/** Runs of `size` of these images, each for whoever would be done with it first. */
export function plainPlans(imageIds: readonly string[], size: number, people: readonly Load[]): JobPlan[] {
  const runs = cut(imageIds, size);
  const assignees = share(
    runs.map(({ length }) => length),
    people,
  );
  return runs.map((run, i) => ({ assigneeId: assignees[i], imageIds: run }));
}

/** How much of a person's decided work was accepted, 0..1, drawn towards 2 of 3 while little is known. */
export const skillOf = ({ accepted, decided }: Pick<Load, 'accepted' | 'decided'>): number =>
  (accepted + 2) / (decided + 3);

/**
 * Who gets each of these jobs: whoever would be done with it first, were everybody equally quick and what is rejected
 * done again; ties go to the one named first. @returns a user id for each size, in order; null without people.
 */
export const share = (sizes: readonly number[], people: readonly Load[]): (string | null)[] =>
  shareAmong(sizes, people, 1).map(([best]) => best ?? null);

/** The same for so many people a job. @returns their user ids for each size; fewer where there are fewer people */
export function shareAmong(sizes: readonly number[], people: readonly Load[], each: number): string[][] {
  const open = new Map(people.map(({ openImages, userId }) => [userId, openImages]));
  return sizes.map((size) => {
    const quickest = people
      .map((person) => ({
        userId: person.userId,
        done: ((open.get(person.userId) ?? 0) + size) / skillOf(person),
      }))
      .sort((a, b) => a.done - b.done)
      .slice(0, each)
      .map(({ userId }) => userId);
    for (const userId of quickest) open.set(userId, (open.get(userId) ?? 0) + size);
    return quickest;
  });
}
