import { documentCaps } from '@maskroom/shared/document/documentModel';
import { type ClientOwners, MAX_EPOCH, serverClientId } from './ClientOwners.ts';
import { type CommitQueue, NEARLY_FULL } from './CommitQueue.ts';
import type { DocumentState } from './DocumentState.ts';
import { isWorthIt, leastLeft, renewedDocument } from './renew.ts';
import type { RoomParts } from './roomParts.ts';
import type { SerialQueue } from './SerialQueue.ts';

/** Whoever deletes much at once may want it back: under people a document is made anew this many times as late. */
const PATIENCE = 2;

interface Ends {
  /** The document was made anew under the people in it. */
  renewed(): void;
  failed(cause: unknown): void;
}

/** Keeps one document small: folds its log into a snapshot, and makes it anew when its past outgrew it. */
export class Upkeep {
  #dueSoon: NodeJS.Immediate | null = null;
  #isRenewed = false;

  constructor(
    readonly parts: RoomParts,
    readonly state: DocumentState,
    readonly owners: ClientOwners,
    readonly commits: CommitQueue,
    readonly turns: SerialQueue,
    readonly ends: Ends,
  ) {}

  /** Made anew: what is stored now is not what this room holds. */
  get isRenewed(): boolean {
    return this.#isRenewed;
  }

  /** Folds the log into a snapshot of what is durable, once it has grown long. */
  async compact(): Promise<void> {
    if (this.commits.isLong(this.parts.limits)) await this.#fold();
  }

  /**
   * Makes a bloated document anew, without its past, once what is on its way is durable. True when it did: this room
   * holds what is stored no more, and another has to be loaded.
   */
  renew(): Promise<boolean> {
    return this.turns.run(async () => {
      const { imageId, limits, log, logger } = this.parts;
      const epoch = this.owners.epoch + 1;
      if (this.#isRenewed || epoch > MAX_EPOCH || !this.#mayBeBloated()) return false;
      await this.commits.add(null);
      const isLittered = this.#isLittered();
      const isBloated = isWorthIt(this.commits.documentBytes, leastLeft(this.state.live), limits);
      if (!isLittered && !isBloated) return false;
      const before = this.state.snapshot().length;
      const fresh = renewedDocument(this.state.live, serverClientId(epoch));
      if (!isLittered && !isWorthIt(before, fresh.length, limits)) return false;
      this.#isRenewed = true;
      await log.renew(imageId, fresh, this.commits.lastSeq, epoch);
      logger.info({ imageId, epoch, before, after: fresh.length }, 'a document was made anew');
      return true;
    });
  }

  /** To be called whenever a change became durable; what is due is done behind all that the append brought. */
  look(): void {
    if (!this.#isDue()) return;
    this.#dueSoon ??= setImmediate(() => {
      this.#dueSoon = null;
      void this.#doWhatIsDue();
    });
  }

  #isDue(): boolean {
    return !this.#isRenewed && (this.commits.isHeavy(this.parts.limits) || this.#isLittered(PATIENCE));
  }

  async #doWhatIsDue(): Promise<void> {
    if (this.commits.isHeavy(this.parts.limits)) await this.#fold();
    else if (this.#isLittered(PATIENCE)) await this.#startOver();
  }

  #isLittered(patience = 1): boolean {
    return this.state.deletedInstances >= patience * this.parts.limits.renewDeleted;
  }

  #mayBeBloated(): boolean {
    return this.commits.documentBytes >= this.parts.limits.renewBytes || this.#isLittered();
  }

  /** A log that cannot be folded is only long: nobody is kept out because of it. */
  async #fold(): Promise<void> {
    const { imageId, log, logger } = this.parts;
    if (this.#isRenewed) return;
    const snapshot = this.state.snapshot();
    this.commits.compacted(snapshot.length);
    await log.compact(imageId, snapshot, this.commits.lastSeq).catch((cause: unknown) => {
      logger.error({ err: cause, imageId }, 'the log of a document could not be folded');
    });
    if (snapshot.length >= NEARLY_FULL * documentCaps.documentBytes) await this.#startOver();
  }

  /** Everyone comes back to a document that has room again. */
  async #startOver(): Promise<void> {
    try {
      if (await this.renew()) this.ends.renewed();
    } catch (cause) {
      this.ends.failed(cause);
    }
  }
}
