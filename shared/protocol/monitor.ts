import type { ToolName } from '../presence/presence.ts';

/** One person on one image, as the server measures it. Times are milliseconds since 1970, the server's clock. */
export interface MonitoredSession {
  /** Stable while the person stays on the image: `userId/imageId`. */
  readonly key: string;
  readonly userId: string;
  readonly userName: string;
  readonly imageId: string;
  readonly imageName: string;
  readonly tool: ToolName;
  readonly startedAt: number;
  /** The last prompt, edit or decision; idle time runs from here. */
  readonly lastActiveAt: number;
  /** Instances added in this session. */
  readonly objects: number;
  /** Instances added in the last five minutes, a minute. */
  readonly objectsPerMinute: number;
  /** Clicks and boxes asked of the model, hovers left out. */
  readonly prompts: number;
  /** From the prompt's arrival to its reply; null before the first. */
  readonly maskLatencyP50Ms: number | null;
  readonly maskLatencyP95Ms: number | null;
  /** Share of proposed masks (chains of clicks) that became instances, 0..1; null before the first. */
  readonly acceptRate: number | null;
}

export interface MonitorState {
  readonly projectId: string;
  readonly at: number;
  readonly sessions: readonly MonitoredSession[];
}

export type MonitorChange =
  | { readonly kind: 'session'; readonly projectId: string; readonly session: MonitoredSession }
  | { readonly kind: 'left'; readonly projectId: string; readonly key: string };
