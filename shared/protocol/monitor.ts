import { z } from 'zod';
import type { Role } from '../annotation/role.ts';
import type { ToolName } from '../presence/presence.ts';
import type { Alert } from './alerts.ts';
import { id } from './id.ts';

/** A picture that somebody has open. */
export interface OpenPicture {
  readonly imageId: string;
  readonly imageName: string;
}

/** One person in a project, as the server measures them. Times are milliseconds since 1970, the server's clock. */
export interface MonitoredSession {
  /** Stable from when the person came until some minutes after they left, whatever they open: their `userId`. */
  readonly key: string;
  readonly userId: string;
  readonly userName: string;
  readonly role: Role;
  /** The picture that they are on: of those they have open the one they opened or acted on last; null: none is open. */
  readonly imageId: string | null;
  readonly imageName: string | null;
  /** What they have open besides. */
  readonly others: readonly OpenPicture[];
  /** They have the review page open. */
  readonly inQueue: boolean;
  /** The picture of their last decision, while the review page is all that they have open. */
  readonly decidedOn: OpenPicture | null;
  /** They look at how others work and have done nothing themselves: nobody who draws or reviews here. */
  readonly isWatching: boolean;
  readonly tool: ToolName;
  readonly startedAt: number;
  /** The last act (F2); idle time runs from here. */
  readonly lastActiveAt: number;
  /** Since when they have nothing open any more; null while they are here. */
  readonly leftAt: number | null;
  /** Instances added since they came. */
  readonly objects: number;
  /** Instances added in the last five minutes, or since they came, a minute; null in the first half minute. */
  readonly objectsPerMinute: number | null;
  /** Objects accepted and rejected since they came, and those of the last five minutes, as above. */
  readonly decisions: number;
  readonly decisionsPerMinute: number | null;
  /** Clicks and boxes asked of the model, hovers left out. */
  readonly prompts: number;
  /** From the prompt's arrival to its reply; null before the first. */
  readonly maskLatencyP50Ms: number | null;
  readonly maskLatencyP95Ms: number | null;
  /** Share of proposed masks (chains of clicks) that became instances, 0..1; null before the first. */
  readonly acceptRate: number | null;
}

/** What goes on in the whole project, counted from its log. Times are milliseconds since 1970, the server's clock. */
export interface MonitoredProject {
  /** Objects added and decisions made in the last hour. */
  readonly lastHour: { readonly added: number; readonly accepted: number; readonly rejected: number };
  readonly waiting: {
    /** Objects without a decision, and since when the oldest of them is there. */
    readonly undecided: number;
    readonly oldestAt: number | null;
    /** Rejected objects that their authors have not mended. */
    readonly rejected: number;
    /** Pictures that everybody who was asked has submitted, with something left to decide on. */
    readonly submitted: number;
    /** When the one of them was submitted that waits longest. */
    readonly submittedAt: number | null;
    /** Submissions that were given back and not made again, and since when the oldest of them. */
    readonly returned: number;
    readonly returnedAt: number | null;
    /** Jobs with pictures that are neither submitted nor skipped, and since when the oldest of them is there. */
    readonly openJobs: number;
    readonly oldestJobAt: number | null;
    /** Those of them that are past their day, and the earliest of these days. */
    readonly lateJobs: number;
    readonly lateSince: number | null;
  };
  /** Why work was rejected in the last eight hours, most often first, at most eight; null: no reason was given. */
  readonly reasons: readonly { readonly reason: string | null; readonly count: number }[];
}

/** How busy the server is, with all its projects together: it names none of them, nor anybody. */
export interface MonitoredServer {
  /** Embeddings in memory: how often one was there when it was needed since the start, and the room they take. */
  readonly embeddings: {
    readonly hits: number;
    readonly misses: number;
    readonly bytes: number;
    readonly mostBytes: number;
  };
  /** Null where inference servers do the work. */
  readonly engine: {
    readonly runsPerSecond: number;
    /** Of all places for a run, how much of the time they were taken; 0..1. */
    readonly busyShare: number;
  } | null;
  readonly promptsWaiting: number;
  /** Pictures being encoded or waiting for it. */
  readonly encoding: number;
}

/**
 * The longer side of a picture in the measure of its outlines. They are geometry bytes, whose sixteenths make 512 steps of
 * it: about half a pixel of a tile that is 240 px wide.
 */
export const OUTLINE_SPAN = 32;
/** Of one picture; the rest is counted. */
export const MOST_OUTLINES = 100;

/** An object as a tile shows it. */
export interface TileOutline {
  readonly id: string;
  readonly labelId: string;
  /** Geometry bytes in base64, thinned out; coordinates are px of the picture × {@link OUTLINE_SPAN} / its longer side. */
  readonly outline: string;
}

/** A picture that somebody has open, with the outlines of the objects that were drawn or changed last. */
export interface MonitoredPicture {
  readonly imageId: string;
  /** Oriented, px. */
  readonly width: number;
  readonly height: number;
  /** Objects there are, those without an outline here among them. */
  readonly total: number;
  /** Newest last, at most {@link MOST_OUTLINES}. */
  readonly outlines: readonly TileOutline[];
}

/** What is different from what was told of a picture before. */
export interface OutlineChange {
  readonly imageId: string;
  readonly total: number;
  /** New, or in the place of the one with the same id. */
  readonly put: readonly TileOutline[];
  /** Deleted, or no more among the newest. */
  readonly gone: readonly string[];
}

export interface MonitorState {
  readonly projectId: string;
  readonly at: number;
  readonly sessions: readonly MonitoredSession[];
  readonly project: MonitoredProject;
  readonly server: MonitoredServer;
  /** Episodes, newest first, at most fifty. */
  readonly alerts: readonly Alert[];
}

export type MonitorChange =
  | { readonly kind: 'sessions'; readonly projectId: string; readonly sessions: readonly MonitoredSession[] }
  | { readonly kind: 'left'; readonly projectId: string; readonly key: string }
  | { readonly kind: 'project'; readonly projectId: string; readonly project: MonitoredProject }
  | { readonly kind: 'picture'; readonly projectId: string; readonly picture: MonitoredPicture }
  | { readonly kind: 'outlines'; readonly projectId: string; readonly pictures: readonly OutlineChange[] }
  | { readonly kind: 'alert'; readonly projectId: string; readonly alert: Alert }
  | { readonly kind: 'server'; readonly projectId: string; readonly server: MonitoredServer };

/** Where somebody is whom a lead follows. */
export interface PersonMoved {
  readonly projectId: string;
  readonly userId: string;
  /** Null: they have no picture of the project open. */
  readonly imageId: string | null;
}

/** A short line of a lead to somebody at work. */
export const nudgeSendSchema = z.object({
  projectId: id,
  userId: id,
  text: z.string().trim().min(1).max(200),
});

export interface NudgeShown {
  readonly projectId: string;
  readonly byId: string;
  readonly byName: string;
  readonly text: string;
}
