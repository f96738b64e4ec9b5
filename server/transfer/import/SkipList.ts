import {
  type ImportReport,
  type ImportSkip,
  type ImportSkipCode,
  MOST_SKIPS_LISTED,
} from '@maskroom/shared/protocol/import';

/** Names and messages may quote what a file says: no more of it than this. */
const MOST_QUOTED = 200;

/** What was left out and why: the first of each code, and how many there were. */
export class SkipList {
  readonly #counts = new Map<ImportSkipCode, number>();
  readonly #listed: ImportSkip[] = [];
  readonly #listedOf = new Map<ImportSkipCode, number>();

  add(skip: ImportSkip): void {
    const listed = this.#listedOf.get(skip.code) ?? 0;
    this.count(skip.code);
    if (listed >= MOST_SKIPS_LISTED) return;
    this.#listedOf.set(skip.code, listed + 1);
    this.#listed.push(shortened(skip));
  }

  /** One more for a reason that is listed already. */
  count(code: ImportSkipCode, times = 1): void {
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + times);
  }

  /** What another list counted and listed. */
  addAll({ counts, skipped }: Skipped): void {
    for (const skip of skipped) {
      this.add(skip);
      this.count(skip.code, -1);
    }
    for (const [code, times] of counts) this.count(code, times);
  }

  get skipped(): Skipped {
    return { counts: [...this.#counts], skipped: this.#listed };
  }

  get report(): Pick<ImportReport, 'counts' | 'skipped'> {
    return { counts: Object.fromEntries(this.#counts), skipped: this.#listed };
  }
}

/** As it goes from thread to thread. */
export interface Skipped {
  readonly counts: readonly (readonly [ImportSkipCode, number])[];
  readonly skipped: readonly ImportSkip[];
}

const shorten = (text: string): string =>
  text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text;

const shortened = (skip: ImportSkip): ImportSkip => ({
  ...skip,
  message: shorten(skip.message),
  ...(skip.file !== undefined && { file: shorten(skip.file) }),
  ...(skip.imageFileName !== undefined && { imageFileName: shorten(skip.imageFileName) }),
});
