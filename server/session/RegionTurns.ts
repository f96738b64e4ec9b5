import { type Limited, limitConcurrency } from '@maskroom/shared/base/limitConcurrency';

/** In line behind the one that is being encoded: more of one person are refused with `unavailable`. */
const MOST_WAITING = 8;

/** Each person has one region at a time in the encoder, whatever they look at in how many tabs (P20). */
export class RegionTurns {
  readonly #people = new Map<string, { readonly limited: Limited; busy: number }>();

  async run<T>(userId: string, work: () => Promise<T>): Promise<T> {
    const person = this.#people.get(userId) ?? {
      limited: limitConcurrency({ running: 1, waiting: MOST_WAITING }),
      busy: 0,
    };
    this.#people.set(userId, person);
    person.busy++;
    try {
      return await person.limited(work);
    } finally {
      if (--person.busy === 0) this.#people.delete(userId);
    }
  }
}
