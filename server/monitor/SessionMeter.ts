import type { InstanceSource } from '@maskroom/shared/annotation/instance';
import type { ToolName } from '@maskroom/shared/presence/presence';
import type { MonitoredSession } from '@maskroom/shared/protocol/monitor';
import { Latencies } from './latencies.ts';

/** Objects a minute are counted over this long, or since the session began if that is shorter. */
const RATE_WINDOW_MS = 5 * 60_000;
/** A session younger than this is rated as if it were this old, so that one object is not "60 a minute". */
const LEAST_RATE_MS = 60_000;

export interface SessionIdentity {
  readonly userId: string;
  readonly userName: string;
  readonly projectId: string;
  readonly imageId: string;
  readonly imageName: string;
}

/**
 * Measures one person on one image from what the server itself sees. A chain is a run of clicks towards one
 * mask: it begins with a first click or box that is not the last chain's, and is accepted when it becomes an
 * instance.
 */
export class SessionMeter {
  private tool: ToolName = 'smart';
  private lastActiveAt: number;
  private objects = 0;
  private recentObjects: number[] = [];
  private prompts = 0;
  private chains = 0;
  private acceptedChains = 0;
  /** The first click or box of the chain under way. */
  private chain: string | null = null;
  private readonly latencies = new Latencies();

  constructor(
    readonly identity: SessionIdentity,
    private readonly startedAt: number,
  ) {
    this.lastActiveAt = startedAt;
  }

  holdTool(tool: ToolName): boolean {
    const changed = tool !== this.tool;
    this.tool = tool;
    return changed;
  }

  /** `latencyMs` runs from the prompt's arrival to its reply; `chain` names the first click or box. */
  answerPrompt(now: number, latencyMs: number, chain: string): void {
    this.lastActiveAt = now;
    this.prompts++;
    this.latencies.add(latencyMs);
    if (chain !== this.chain) this.chains++;
    this.chain = chain;
  }

  clearPrompt(): void {
    this.chain = null;
  }

  addObject(now: number, source: InstanceSource): void {
    this.lastActiveAt = now;
    this.objects++;
    this.recentObjects.push(now);
    if (source === 'model') this.acceptedChains++;
    this.chain = null;
  }

  touch(now: number): void {
    this.lastActiveAt = now;
  }

  read(now: number): MonitoredSession {
    const { userId, userName, imageId, imageName } = this.identity;
    this.recentObjects = this.recentObjects.filter((at) => at > now - RATE_WINDOW_MS);
    const ratedMs = Math.min(RATE_WINDOW_MS, Math.max(LEAST_RATE_MS, now - this.startedAt));
    return {
      key: sessionKey(userId, imageId),
      userId,
      userName,
      imageId,
      imageName,
      tool: this.tool,
      startedAt: this.startedAt,
      lastActiveAt: this.lastActiveAt,
      objects: this.objects,
      objectsPerMinute: (this.recentObjects.length * 60_000) / ratedMs,
      prompts: this.prompts,
      maskLatencyP50Ms: this.latencies.quantile(0.5),
      maskLatencyP95Ms: this.latencies.quantile(0.95),
      acceptRate: this.chains === 0 ? null : Math.min(1, this.acceptedChains / this.chains),
    };
  }
}

export const sessionKey = (userId: string, imageId: string): string => `${userId}/${imageId}`;
