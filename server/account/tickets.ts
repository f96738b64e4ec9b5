import type { Actor } from './actor.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** Long enough to open a socket, short enough to be worthless in a log. */
const TICKET_MS = 60_000;
/** A person opens one image and warms the next few; the oldest ticket gives way. */
const MAX_PER_USER = 100;

interface Ticket {
  readonly actor: Actor;
  readonly imageId: string;
  readonly expiresAt: number;
}

/** Single-use keys for sockets whose addresses end up in logs. In memory: a restart asks for new ones. */
export interface Tickets {
  issue(actor: Actor, imageId: string): string;
  /** Null when it was used, expired, or is for another image. A wrong try uses it up too. */
  redeem(ticket: string, imageId: string): Actor | null;
  forget(userId: string): void;
}

export function createTickets(now: () => number): Tickets {
  const tickets = new Map<string, Ticket>();
  const ofUser = (userId: string): string[] =>
    [...tickets].filter(([, ticket]) => ticket.actor.userId === userId).map(([key]) => key);
  const dropExpired = (): void => {
    // Insertion order is order of expiry.
    for (const [key, { expiresAt }] of tickets) {
      if (expiresAt > now()) return;
      tickets.delete(key);
    }
  };
  return {
    issue(actor, imageId) {
      dropExpired();
      const held = ofUser(actor.userId);
      if (held.length >= MAX_PER_USER) tickets.delete(held[0]);
      const ticket = newSecret();
      tickets.set(hashSecret(ticket), { actor, imageId, expiresAt: now() + TICKET_MS });
      return ticket;
    },
    redeem(ticket, imageId) {
      const key = hashSecret(ticket);
      const found = tickets.get(key);
      tickets.delete(key);
      return found && found.imageId === imageId && found.expiresAt > now() ? found.actor : null;
    },
    forget(userId) {
      for (const key of ofUser(userId)) tickets.delete(key);
    },
  };
}
