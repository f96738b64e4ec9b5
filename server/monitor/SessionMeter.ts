import type { InstanceSource } from '@maskroom/shared/annotation/instance';
import type { Role } from '@maskroom/shared/annotation/role';
import type { ToolName } from '@maskroom/shared/presence/presence';
import type { MonitoredSession, OpenPicture } from '@maskroom/shared/protocol/monitor';
import { allowed } from '../account/permissions.ts';
import { Latencies } from './latencies.ts';
import { Pace } from './Pace.ts';
import { Whereabouts } from './Whereabouts.ts';

/** Between two pictures nothing is open for a moment: only whoever stays away for longer has left. */
const LEAVE_MS = 2_000;
/** What somebody did is part of the room for as long as it is part of what they do a minute. */
const LINGER_MS = 5 * 60_000;
/** Moving about counts as an act this often, on each picture. */
const MOVE_MS = 10_000;

/** Who has come to a project. */
export interface Visitor {
  readonly userId: string;
  readonly userName: string;
  readonly projectId: string;
  readonly role: Role;
}

export interface AddedObject {
  readonly imageId: string;
  readonly instanceId: string;
  readonly source: InstanceSource;
}

/**
 * Measures one person in one project from what the server itself sees. A chain is a run of clicks towards one
 * mask: it begins with a first click or box that is not the last chain's, and is accepted when it becomes an
 * instance.
 */
export class SessionMeter {
  readonly where = new Whereabouts();
  #tool: ToolName = 'smart';
  #lastActiveAt: number;
  /** Whether they did anything but look. */
  #hasWorked = false;
  #queueTabs = 0;
  #decidedOn: OpenPicture | null = null;
  /** When the last of what they had open was closed; null while something is. */
  #closedAt: number | null = null;
  readonly #objects = new Pace();
  /** Whoever undoes and does again has drawn nothing more. */
  readonly #added = new Set<string>();
  readonly #decisions = new Pace();
  #prompts = 0;
  #chains = 0;
  #acceptedChains = 0;
  /** The first click or box of the chain under way. */
  #chain: string | null = null;
  readonly #latencies = new Latencies();

  constructor(
    /** As they came last. */
    public identity: Visitor,
    readonly startedAt: number,
  ) {
    this.#lastActiveAt = startedAt;
  }

  openPicture(picture: OpenPicture, now: number): void {
    this.#closedAt = null;
    this.where.open(picture, now);
  }

  closePicture(imageId: string, now: number): void {
    this.where.close(imageId);
    this.#close(now);
  }

  openQueue(): void {
    this.#closedAt = null;
    this.#queueTabs++;
  }

  closeQueue(now: number): void {
    this.#queueTabs--;
    this.#close(now);
  }

  holdTool(imageId: string, now: number, tool: ToolName): boolean {
    if (tool === this.#tool) return false;
    this.#tool = tool;
    this.where.act(imageId, now);
    return true;
  }

  /** The hand moves over a picture. Whether that counts as an act: not of those who watch, nor more often than needed. */
  move(imageId: string, now: number): boolean {
    if (this.#isWatching || this.where.quietMs(imageId, now) < MOVE_MS) return false;
    this.#lastActiveAt = now;
    this.where.act(imageId, now);
    return true;
  }

  /** Any work but moving about; `imageId` need not be open. */
  touch(imageId: string, now: number): void {
    this.#hasWorked = true;
    this.#lastActiveAt = now;
    this.where.act(imageId, now);
  }

  /** `latencyMs` runs from the prompt's arrival to its reply; `chain` names the first click or box. */
  answerPrompt(latencyMs: number, chain: string): void {
    this.#prompts++;
    this.#latencies.add(latencyMs);
    if (chain !== this.#chain) this.#chains++;
    this.#chain = chain;
  }

  clearPrompt(): void {
    this.#chain = null;
  }

  addObject(now: number, { instanceId, source }: Pick<AddedObject, 'instanceId' | 'source'>): void {
    this.#chain = null;
    if (this.#added.has(instanceId)) return;
    this.#added.add(instanceId);
    this.#objects.add(now);
    if (source === 'model') this.#acceptedChains++;
  }

  /** They have decided on something there; whether it counts is another question. */
  review(now: number, picture: OpenPicture): void {
    this.touch(picture.imageId, now);
    this.#decidedOn = picture;
  }

  /** Counts a decision; gives back how to take it back. */
  decide(now: number): () => void {
    return this.#decisions.add(now);
  }

  /** After so many ms they may be elsewhere, or have left, though nothing more happens; null: they will not. */
  settlesIn(now: number): number | null {
    if (this.#closedAt === null) return this.where.settlesIn(now);
    const leavesIn = LEAVE_MS - (now - this.#closedAt);
    return leavesIn > 0 ? leavesIn : null;
  }

  /** Since when they have nothing open; null for whoever is here. */
  leftAt(now: number): number | null {
    return this.#closedAt !== null && now - this.#closedAt >= LEAVE_MS ? this.#closedAt : null;
  }

  /** They have left, and nothing they did is part of the room any more. */
  isOver(now: number): boolean {
    const leftAt = this.leftAt(now);
    return leftAt !== null && (!this.#hasWorked || now - leftAt >= LINGER_MS);
  }

  /** What falls while nothing happens. */
  rates(now: number): Pick<MonitoredSession, 'objectsPerMinute' | 'decisionsPerMinute'> {
    return {
      objectsPerMinute: this.#objects.perMinute(now, this.startedAt),
      decisionsPerMinute: this.#decisions.perMinute(now, this.startedAt),
    };
  }

  read(now: number): MonitoredSession {
    const { role, userId, userName } = this.identity;
    const leftAt = this.leftAt(now);
    const here = leftAt === null && (!this.where.isEmpty || this.#queueTabs === 0) ? this.where.here : null;
    return {
      key: userId,
      userId,
      userName,
      role,
      imageId: here?.imageId ?? null,
      imageName: here?.imageName ?? null,
      others: this.where.others,
      inQueue: this.#queueTabs > 0,
      decidedOn: this.where.isEmpty && this.#queueTabs > 0 ? this.#decidedOn : null,
      isWatching: this.#isWatching,
      tool: this.#tool,
      startedAt: this.startedAt,
      lastActiveAt: this.#lastActiveAt,
      leftAt,
      objects: this.#objects.count,
      decisions: this.#decisions.count,
      ...this.rates(now),
      prompts: this.#prompts,
      maskLatencyP50Ms: this.#latencies.quantile(0.5),
      maskLatencyP95Ms: this.#latencies.quantile(0.95),
      acceptRate: this.#chains === 0 ? null : Math.min(1, this.#acceptedChains / this.#chains),
    };
  }

  get #isWatching(): boolean {
    const { role } = this.identity;
    return !this.#hasWorked && (!allowed(role, 'annotate') || allowed(role, 'monitor'));
  }

  #close(now: number): void {
    if (this.where.isEmpty && this.#queueTabs === 0) this.#closedAt = now;
  }
}
