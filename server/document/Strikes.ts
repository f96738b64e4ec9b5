import type { DocumentLimits } from './limits.ts';

/** Counts what a user sent in bad faith: undoing it costs the server more than sending it costs them. */
export class Strikes {
  readonly #byUser = new Map<string, { count: number; until: number }>();

  constructor(
    readonly limits: Pick<DocumentLimits, 'strikes' | 'banMs'>,
    readonly now: () => number,
  ) {}

  add(userId: string): void {
    const count = (this.#current(userId)?.count ?? 0) + 1;
    this.#byUser.set(userId, { count, until: this.now() + this.limits.banMs });
  }

  isOut(userId: string): boolean {
    return (this.#current(userId)?.count ?? 0) >= this.limits.strikes;
  }

  #current(userId: string): { count: number } | undefined {
    const strikes = this.#byUser.get(userId);
    if (strikes && strikes.until > this.now()) return strikes;
    this.#byUser.delete(userId);
    return undefined;
  }
}
