import { err, ok, type Result } from '@maskroom/shared/base/result';
import { documentRoots } from '@maskroom/shared/document/documentModel';
import { ByteCursor, MalformedBytes } from './ByteCursor.ts';
import { forbidden, malformed, type Refusal } from './closeCodes.ts';
import { contentKind, scanContent } from './scanContent.ts';

/** What an update holds, learnt from its bytes alone, before Yjs sees them. */
export interface ScannedUpdate {
  /** Client ids with structs that are not stored yet. */
  readonly writers: readonly number[];
  /** It builds on something that is not stored: applied now, it would wait inside the document. */
  readonly hasGap: boolean;
  /** Where its delete set starts. */
  readonly deleteSetAt: number;
}

const MAX_CLIENTS = 64;
/** A delete set names everyone who ever deleted something: every tab that a long-lived picture has seen. */
const MAX_DELETING_CLIENTS = 16_384;
/**
 * Deleted runs take few bytes and many clock ticks: a day of undone work is one struct. This many ticks an
 * update are taken, which no forged run can turn into a clock that is out of reach.
 */
const MAX_DELETED_TICKS = 1 << 20;
const MAX_CLOCK = 2 ** 31;
const MAX_KEY_BYTES = 64;
const LONGEST_ROOT = 16;
const [HAS_ORIGIN, HAS_RIGHT_ORIGIN, HAS_KEY, KIND] = [128, 64, 32, 31];

/**
 * Walks a version 1 update without allocating and refuses what no honest client of ours sends. `stored` gives
 * the next free clock of a client id. Cost: one pass over the bytes.
 */
export function scanUpdate(
  update: Uint8Array,
  stored: (client: number) => number,
): Result<ScannedUpdate, Refusal> {
  const scan = new UpdateScan(update, stored);
  try {
    return ok(scan.run());
  } catch (cause) {
    if (cause instanceof MalformedBytes) return err(malformed(cause.message));
    if (cause instanceof ForbiddenRoot) return err(forbidden(cause.message));
    throw cause;
  }
}

class ForbiddenRoot extends Error {
  override readonly name = 'ForbiddenRoot';
}

class UpdateScan {
  readonly #input: ByteCursor;
  readonly #ends = new Map<number, number>();
  readonly #writers: number[] = [];
  /** For each client id, up to which clock the update needs it beyond what is stored. */
  readonly #needs = new Map<number, number>();
  #deletedTicks = 0;
  #hasGap = false;

  constructor(
    update: Uint8Array,
    readonly stored: (client: number) => number,
  ) {
    this.#input = new ByteCursor(update);
  }

  run(): ScannedUpdate {
    const clients = this.#input.count(4);
    if (clients > MAX_CLIENTS) throw new MalformedBytes(`more than ${MAX_CLIENTS} clients in one update`);
    for (let i = 0; i < clients; i++) this.#scanClient();
    const deleteSetAt = this.#input.at;
    this.#scanDeleteSet();
    if (this.#input.left > 0) throw new MalformedBytes('bytes are left over');
    for (const [client, clock] of this.#needs) this.#hasGap ||= (this.#ends.get(client) ?? 0) < clock;
    return { writers: this.#writers, hasGap: this.#hasGap, deleteSetAt };
  }

  #scanClient(): void {
    const structs = this.#input.count(2);
    const client = this.#input.varUint();
    let clock = this.#input.varUint();
    const known = this.stored(client);
    if (structs === 0 || this.#ends.has(client)) throw new MalformedBytes('a client comes empty or twice');
    if (clock > known) this.#hasGap = true;
    for (let i = 0; i < structs; i++) clock += this.#scanStruct(client, clock, known);
    if (clock > MAX_CLOCK || this.#deletedTicks > MAX_DELETED_TICKS)
      throw new MalformedBytes('a clock runs away');
    this.#ends.set(client, clock);
    if (clock > known) this.#writers.push(client);
  }

  /** Returns how many clock ticks the struct takes. */
  #scanStruct(client: number, clock: number, known: number): number {
    const info = this.#input.byte();
    if (info === contentKind.gc) return this.#deleted(this.#input.varUint());
    // What follows another item shares its key; only what starts one names it.
    const isKeyed = (info & (HAS_KEY | HAS_ORIGIN)) !== 0;
    if (!isKeyed || (info & HAS_RIGHT_ORIGIN) !== 0) throw new MalformedBytes('only maps are written here');
    const kind = info & KIND;
    if (info & HAS_ORIGIN) this.#scanReference(client, clock);
    else this.#scanParent(client, clock, known, kind);
    const length = scanContent(this.#input, kind);
    return kind === contentKind.deleted ? this.#deleted(length) : length;
  }

  #scanParent(client: number, clock: number, known: number, kind: number): void {
    const named = this.#input.varUint();
    if (named > 1) throw new MalformedBytes('a parent is neither named nor referred to');
    if (named === 1) this.#scanRoot(clock < known);
    else if (kind === contentKind.type) throw new MalformedBytes('a shared type lies too deep');
    else this.#scanReference(client, clock);
    this.#input.skipText(MAX_KEY_BYTES);
  }

  /** What is stored already may come again, and then names the server's roots too. */
  #scanRoot(isStored: boolean): void {
    const name = this.#input.shortText(LONGEST_ROOT);
    if (!documentRoots.some((root) => root === name)) throw new MalformedBytes('no such root');
    if (name !== 'instances' && !isStored) throw new ForbiddenRoot(`only the server writes "${name}"`);
  }

  #scanReference(client: number, clock: number): void {
    const [otherClient, otherClock] = [this.#input.varUint(), this.#input.varUint()];
    if (otherClient === client && otherClock >= clock)
      throw new MalformedBytes('a struct builds on a later one');
    this.#need(otherClient, otherClock + 1);
  }

  #need(client: number, upTo: number): void {
    if (upTo <= this.stored(client) || upTo <= (this.#needs.get(client) ?? 0)) return;
    if (this.#needs.size >= MAX_CLIENTS) this.#hasGap = true;
    else this.#needs.set(client, upTo);
  }

  #deleted(ticks: number): number {
    if (ticks === 0) throw new MalformedBytes('a run is empty');
    this.#deletedTicks += ticks;
    return ticks;
  }

  /** Ranges are sorted and apart, as Yjs writes them: anything else makes applying them cost a square. */
  #scanDeleteSet(): void {
    const seen = new Set<number>();
    const clients = this.#input.count(4);
    if (clients > MAX_DELETING_CLIENTS) throw new MalformedBytes('deletions of too many clients');
    for (let i = 0; i < clients; i++) {
      const client = this.#input.varUint();
      const ranges = this.#input.count(2);
      if (ranges === 0 || seen.has(client))
        throw new MalformedBytes('deletions of a client come empty or twice');
      seen.add(client);
      let last = 0;
      for (let r = 0; r < ranges; r++) {
        const [clock, length] = [this.#input.varUint(), this.#input.varUint()];
        if (clock < last || length === 0) throw new MalformedBytes('deletions are out of order');
        last = clock + length;
      }
      this.#need(client, last);
    }
  }
}
