import type { Role } from '@maskroom/shared/annotation/role';
import type { WebSocket } from 'ws';
import type { Actor } from '../account/actor.ts';
import { allowed } from '../account/permissions.ts';
import type { AwarenessSource } from './AwarenessRelay.ts';
import { closeCodes, type Refusal } from './closeCodes.ts';
import type { DocumentLimits } from './limits.ts';
import { TokenBucket } from './TokenBucket.ts';
import type { Sender } from './UpdateGate.ts';
import { permissionDeniedFrame } from './wire.ts';

/** A closed socket that does not answer the close is cut after this long. */
const CLOSE_GRACE_MS = 2_000;

/** One socket on one document: what it may do, how fast it may do it, and what it still owes. */
export class DocumentConnection implements Sender, AwarenessSource {
  #role: Role;
  #couldWrite = false;
  /** Updates that came before what they build on; they are tried again behind the sync that brings it. */
  held: Uint8Array[] = [];
  /** step1 messages of ours that were not answered yet. */
  awaitedSyncs = 0;
  gaps = 0;
  /** We sent it a step1. */
  wasAsked = false;
  isAlive = true;
  readonly closed: Promise<void>;
  #isClosing = false;
  readonly #frames: TokenBucket;
  readonly #bytes: TokenBucket;
  #resume: NodeJS.Timeout | null = null;

  constructor(
    readonly socket: WebSocket,
    readonly actor: Actor,
    role: Role,
    readonly limits: DocumentLimits,
  ) {
    this.#role = role;
    this.role = role;
    this.#frames = new TokenBucket(limits.framesPerSecond, Date.now());
    this.#bytes = new TokenBucket(limits.bytesPerSecond, Date.now());
    socket.on('pong', () => {
      this.isAlive = true;
    });
    // Protocol errors (a frame over the cap, bad UTF-8) close the socket; `close` is where they are dealt with.
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        if (this.#resume) clearTimeout(this.#resume);
        resolve();
      });
    });
  }

  get role(): Role {
    return this.#role;
  }

  set role(role: Role) {
    this.#role = role;
    this.#couldWrite ||= allowed(role, 'annotate');
  }

  get couldWrite(): boolean {
    return this.#couldWrite;
  }

  get userId(): string {
    return this.actor.userId;
  }

  get userName(): string {
    return this.actor.name;
  }

  get isOpen(): boolean {
    return !this.#isClosing && this.socket.readyState === this.socket.OPEN;
  }

  /** Charges what a frame costs: a socket in debt is not read from until the debt is paid. */
  charge(frames: number, bytes: number): void {
    const now = Date.now();
    const wait = Math.max(this.#frames.take(frames, now), this.#bytes.take(bytes, now));
    if (wait === 0) return;
    this.socket.pause();
    if (this.#resume) clearTimeout(this.#resume);
    this.#resume = setTimeout(() => this.socket.resume(), wait);
  }

  /** A reader that does not keep up is closed, so that what waits for it stays bounded. */
  send(frame: Uint8Array): void {
    if (!this.isOpen) return;
    if (this.socket.bufferedAmount > this.limits.bufferedBytes) {
      this.close({ code: closeCodes.overload, reason: 'what was sent is not read' });
    } else this.socket.send(frame);
  }

  close({ code, reason }: Refusal): void {
    if (!this.isOpen) return;
    if (code === closeCodes.forbidden) this.socket.send(permissionDeniedFrame(reason));
    this.#isClosing = true;
    this.socket.resume();
    this.socket.close(code, reason.slice(0, 120));
    const cut = setTimeout(() => this.socket.terminate(), CLOSE_GRACE_MS);
    void this.closed.then(() => clearTimeout(cut));
  }

  /** Cuts a socket that did not answer the last ping, and asks the others again. */
  ping(): void {
    if (!this.isAlive) {
      this.socket.terminate();
      return;
    }
    this.isAlive = false;
    this.socket.ping();
  }
}
