import type { Role } from '@maskroom/shared/annotation/role';
import { err, ok, type Result } from '@maskroom/shared/base/result';
import { type Presence, presenceSchema } from '@maskroom/shared/presence/presence';
import { allowed } from '../account/permissions.ts';
import { type AwarenessEntry, parseAwareness } from './awarenessCodec.ts';
import type { ClientOwners } from './ClientOwners.ts';
import { malformed, type Refusal } from './closeCodes.ts';

/** What the relay knows of a socket. */
export interface AwarenessSource {
  readonly userId: string;
  readonly userName: string;
  readonly role: Role;
}

interface Known {
  clock: number;
  /** Null when nobody holds the id any more: the clock is kept, so that its owner can come back above it. */
  source: AwarenessSource | null;
  presence: Presence | null;
}

/** A tab has one client id; a few, should it make a second document. */
const MAX_IDS_PER_SOURCE = 4;
const MAX_KNOWN = 1_024;

/** What goes out after something came in: to the sender alone and to everybody else. */
export interface Relayed {
  readonly toSender: readonly AwarenessEntry[];
  readonly toOthers: readonly AwarenessEntry[];
}

/**
 * Who is in the room and what they do, as far as they tell. Every state is bound to the socket it came from and
 * to that socket's user; others' states that a client sends back (y-websocket does) are passed over.
 */
export class AwarenessRelay {
  readonly #known = new Map<number, Known>();

  constructor(
    readonly owners: ClientOwners,
    /** `hasMoved`: the tab is not as it was; a state that is only kept alive, and the first of a tab, are no moves. */
    readonly onPresence: (userId: string, presence: Presence | null, hasMoved: boolean) => void,
  ) {}

  receive(source: AwarenessSource, update: Uint8Array): Result<Relayed, Refusal> {
    const parsed = parseAwareness(update, (client) => this.#mayBeOf(source, client));
    if (!parsed.ok) return parsed;
    const relayed: { toSender: AwarenessEntry[]; toOthers: AwarenessEntry[] } = {
      toSender: [],
      toOthers: [],
    };
    for (const entry of parsed.value) {
      if (entry.state === null) this.#leave(source, entry, relayed.toOthers);
      else this.#show(source, entry, relayed);
    }
    return this.#idsOf(source).length > MAX_IDS_PER_SOURCE
      ? err(malformed('too many client ids'))
      : ok(relayed);
  }

  /** The socket is gone: what the others must hear. */
  leave(source: AwarenessSource): AwarenessEntry[] {
    const gone: AwarenessEntry[] = [];
    for (const client of this.#idsOf(source)) {
      const known = this.#known.get(client);
      if (known) this.#leave(source, { client, clock: known.clock + 1, state: null }, gone);
    }
    return gone;
  }

  states(): AwarenessEntry[] {
    return [...this.#known].flatMap(([client, { clock, presence }]) =>
      presence ? [{ client, clock, state: presence }] : [],
    );
  }

  /** An id is taken over only by another socket of the same user: a tab that connects again. */
  #mayBeOf(source: AwarenessSource, client: number): boolean {
    const holder = this.#known.get(client)?.source;
    return !holder || holder.userId === source.userId;
  }

  #show(
    source: AwarenessSource,
    entry: AwarenessEntry,
    out: { toSender: AwarenessEntry[]; toOthers: AwarenessEntry[] },
  ): void {
    const presence = presenceSchema.safeParse(entry.state);
    if (!presence.success || presence.data.user.id !== source.userId) return;
    if (!allowed(source.role, 'presence')) return;
    if (!this.owners.claim(entry.client, source.userId)) return;
    const known = this.#known.get(entry.client);
    const clock = known?.clock ?? -1;
    if (known && known.source !== source) known.source = source;
    if (entry.clock <= clock) {
      // The others know a newer clock, from when the socket before this one closed. Told that it is gone, the
      // client says at once that it is not, above that clock.
      if (known && known.presence === null) out.toSender.push({ client: entry.client, clock, state: null });
      return;
    }
    const shown: Presence = { ...presence.data, user: { ...presence.data.user, name: source.userName } };
    this.#known.set(entry.client, { clock: entry.clock, source, presence: shown });
    this.#forgetOldest();
    out.toOthers.push({ client: entry.client, clock: entry.clock, state: shown });
    this.onPresence(source.userId, shown, !!known?.presence && hasMoved(known.presence, shown));
  }

  #leave(source: AwarenessSource, { client, clock }: AwarenessEntry, toOthers: AwarenessEntry[]): void {
    const known = this.#known.get(client);
    if (!known || known.source !== source || clock < known.clock) return;
    this.owners.release(client);
    [known.clock, known.source, known.presence] = [clock, null, null];
    toOthers.push({ client, clock, state: null });
    const isElsewhere = [...this.#known.values()].some(({ presence }) => presence?.user.id === source.userId);
    if (!isElsewhere) this.onPresence(source.userId, null, false);
  }

  #idsOf(source: AwarenessSource): number[] {
    return [...this.#known].flatMap(([client, known]) => (known.source === source ? [client] : []));
  }

  #forgetOldest(): void {
    for (const [client, { source }] of this.#known) {
      if (this.#known.size <= MAX_KNOWN) return;
      if (source === null) this.#known.delete(client);
    }
  }
}

/** What a hand does; the part of the picture that is seen goes along with others, too. */
const hasMoved = (before: Presence, now: Presence): boolean =>
  before.cursor?.[0] !== now.cursor?.[0] ||
  before.cursor?.[1] !== now.cursor?.[1] ||
  before.tool !== now.tool ||
  before.labelId !== now.labelId ||
  before.inFlight !== now.inFlight ||
  before.selected.join() !== now.selected.join();
