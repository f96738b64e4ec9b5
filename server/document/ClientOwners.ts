/**
 * The Yjs client id of everything that the server writes: decisions, compensations. The highest that clients
 * draw from, so that it wins where Yjs lets the higher id win.
 */
export const SERVER_CLIENT_ID = 2 ** 32 - 1;

/**
 * Whose each Yjs client id of one document is. The first claim wins: by writing, which is persisted with the
 * write, or by presence, which holds while the socket is open.
 */
export class ClientOwners {
  readonly #owners: Map<number, string>;
  readonly #persisted: Set<number>;

  constructor(persisted: ReadonlyMap<number, string>) {
    this.#owners = new Map(persisted);
    this.#persisted = new Set(persisted.keys());
  }

  /** Claims a free id; false when it belongs to somebody else or to the server. */
  claim(client: number, userId: string): boolean {
    if (client === SERVER_CLIENT_ID) return false;
    const owner = this.#owners.get(client);
    if (owner === undefined) this.#owners.set(client, userId);
    return owner === undefined || owner === userId;
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
