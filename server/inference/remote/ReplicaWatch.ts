import { Problem } from '@maskroom/shared/base/problem';
import type { ManifestGraph } from '../family/manifest.ts';
import { CallFailure } from './callFailure.ts';
import { contractOf } from './graphContract.ts';
import { KserveClient, type RemoteModel } from './KserveClient.ts';
import type { ReplicaBoard } from './ReplicaBoard.ts';

export interface ReplicaState {
  readonly url: string;
  /** It is asked. Otherwise {@link reason} says why not, in a form that follows the URL. */
  readonly usable: boolean;
  readonly reason: string;
}

export interface ReplicaWatchOptions {
  readonly urls: readonly string[];
  /** What every replica must have, to the manifest's word. */
  readonly graphs: readonly { readonly graph: ManifestGraph; readonly model: RemoteModel }[];
  readonly board: ReplicaBoard;
  /** Default {@link LONGEST_PAUSE_MS}. */
  readonly longestPauseMs?: number;
  /** A replica came or went. */
  readonly onChange?: (state: ReplicaState) => void;
}

interface Replica {
  readonly index: number;
  readonly client: KserveClient;
  state: ReplicaState;
  /** Since it last did well for a while. */
  failures: number;
  timer?: NodeJS.Timeout;
}

/** A server that is to stop says first that it is not ready: within this time nothing more goes there. */
const LOOK_EVERY_MS = 5_000;
/** A replica that failed is looked at again behind this, twice it, four times… */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 15_000;
/** While there is no other one, people wait for it. */
const LONGEST_LONE_PAUSE_MS = 1_000;

/** Looks after the replicas from the server's thread: lets them in, back in, and leaves them alone, on the board. */
export class ReplicaWatch {
  readonly #options: ReplicaWatchOptions;
  readonly #replicas: readonly Replica[];
  readonly #first: Promise<readonly (Error | null)[]>;
  #closed = false;

  constructor(options: ReplicaWatchOptions) {
    this.#options = options;
    this.#replicas = options.urls.map((url, index) => ({
      index,
      client: new KserveClient(url),
      state: { url, usable: false, reason: 'has not been asked yet' },
      failures: 0,
    }));
    this.#first = Promise.all(this.#replicas.map((replica) => this.#look(replica)));
  }

  get states(): readonly ReplicaState[] {
    return this.#replicas.map(({ state }) => state);
  }

  /**
   * Resolves when each replica has been asked once, also when none answered: then prompts fail until one does.
   * Rejects with Problem `model-failed` when one has another model than the manifest's, and none the right one.
   */
  async ready(): Promise<void> {
    const faults = await this.#first;
    const unfit = faults.find((fault) => fault instanceof UnfitModel);
    if (unfit && this.#options.board.usable().length === 0) throw new Problem('model-failed', unfit.message);
  }

  /** A thread found this replica wanting and has taken it off the board. */
  leftAlone(index: number, reason: string): void {
    const replica = this.#replicas[index];
    clearTimeout(replica.timer);
    this.#failed(replica, reason);
  }

  close(): void {
    this.#closed = true;
    for (const { timer, client } of this.#replicas) {
      clearTimeout(timer);
      client.close();
    }
  }

  /** Resolves with what is wrong with it. */
  async #look(replica: Replica): Promise<Error | null> {
    const { board, graphs } = this.#options;
    const admission = board.admission(replica.index);
    try {
      await replica.client.assertReady(graphs.map(({ model }) => model));
      if (admission === null) await this.#assertFit(replica.client);
    } catch (cause) {
      const fault = cause instanceof Error ? cause : new Error(String(cause));
      if (admission === null || board.leaveAlone(replica.index, admission))
        this.#failed(replica, fault.message);
      return fault;
    }
    // A thread has left it alone in the meantime, and the next look is arranged.
    if (this.#closed || board.admission(replica.index) !== admission) return null;
    if (admission === null) {
      board.admit(replica.index);
      this.#become(replica, true, '');
    } else {
      replica.failures = 0;
    }
    this.#lookAgain(replica, LOOK_EVERY_MS);
    return null;
  }

  async #assertFit(client: KserveClient): Promise<void> {
    for (const { graph, model } of this.#options.graphs) {
      const contract = contractOf(graph, await client.metadata(model));
      if (!contract.ok) throw new UnfitModel(`${client.url}: ${model.name} ${contract.error}`);
    }
  }

  #failed(replica: Replica, reason: string): void {
    if (this.#closed) return;
    const { board, longestPauseMs = LONGEST_PAUSE_MS } = this.#options;
    const longest = board.usable().length > 0 ? longestPauseMs : LONGEST_LONE_PAUSE_MS;
    const pause = Math.min(longest, FIRST_PAUSE_MS * 2 ** replica.failures);
    replica.failures++;
    this.#become(replica, false, reason);
    this.#lookAgain(replica, pause);
  }

  #lookAgain(replica: Replica, pauseMs: number): void {
    clearTimeout(replica.timer);
    replica.timer = setTimeout(() => void this.#look(replica), pauseMs).unref();
  }

  #become(replica: Replica, usable: boolean, reason: string): void {
    const { usable: was, reason: before, url } = replica.state;
    replica.state = { url, usable, reason };
    if (was !== usable || before !== reason) this.#options.onChange?.(replica.state);
  }
}

class UnfitModel extends CallFailure {
  constructor(message: string) {
    super('away', message);
  }
}
