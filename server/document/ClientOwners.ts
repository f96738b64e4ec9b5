/**
 * The Yjs client id of everything that the server writes (decisions, compensations, documents made anew): another in
 * every epoch, since its clocks start over. Among the highest that clients draw from, so that it wins where Yjs lets
 * the higher id win.
 */
export const serverClientId = (epoch: number): number => 2 ** 32 - 1 - epoch;

/** Of a document's first epoch. */
export const SERVER_CLIENT_ID = serverClientId(0);

/** A document can be made anew this often; ids that the server may need are nobody else's. */
export const MAX_EPOCH = 255;

/**
 * Whose each Yjs client id of one document is. The first claim wins: by writing, which is persisted with the
 * write, or by presence, which holds while the socket is open.
 */
export class ClientOwners {
  readonly #owners: Map<number, string>;
  readonly #persisted: Set<number>;

  constructor(
    persisted: ReadonlyMap<number, string>,
    readonly epoch = 0,
    /** Written with before the document was last made anew. */
    readonly spent: ReadonlySet<number> = new Set(),
  ) {
    this.#owners = new Map(persisted);
    this.#persisted = new Set(persisted.keys());
  }

  /** Claims a free id; false when it belongs to somebody else or to the server. */
  claim(client: number, userId: string): boolean {
    if (client >= serverClientId(MAX_EPOCH)) return false;
    const owner = this.#owners.get(client);
    if (owner === undefined) this.#owners.set(client, userId);
    return owner === undefined || owner === userId;
  }

  /** A copy that has something of this client id is of before the document was made anew. */
  isOfFormerEpoch(client: number): boolean {
    const isServers = client >= serverClientId(MAX_EPOCH) && client > serverClientId(this.epoch);
    return isServers || this.spent.has(client);
  }

  /** Which of the ids go into the log with their first write; from now on they count as there. */
  persist(clients: readonly number[]): number[] {
    const fresh = clients.filter((client) => !this.#persisted.has(client));
    for (const client of fresh) this.#persisted.add(client);
    return fresh;
  }

  /** Gives back an id that was only shown, never written with. */
  release(client: number): void {
    if (!this.#persisted.has(client)) this.#owners.delete(client);
  }
}
