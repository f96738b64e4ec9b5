import { z } from 'zod';
import type { AttributeValues } from '../annotation/attribute.ts';
import { type Decision, decisionSchema } from '../annotation/instance.ts';
import type { ProblemCode } from '../base/problem.ts';
import type { DocumentCaps } from '../document/documentModel.ts';
import type { Box } from '../geometry/polygon.ts';
import { MAX_POINTS, type MaskCandidate } from '../prompt/prompt.ts';
import type { AlertChanged } from './alerts.ts';
import type { CommentChanged } from './comments.ts';
import type { EverythingDone, EverythingMasks, EverythingProgress, EverythingStarted } from './everything.ts';
import { id } from './id.ts';
import type { WorkChanged } from './jobs.ts';
import type { MonitorChange, MonitorState, NudgeShown, PersonMoved } from './monitor.ts';
import type { QueueChange, Standing } from './queue.ts';
import type { ImageTagged } from './tags.ts';
import type { ProjectSubscribed, ProjectWork } from './work.ts';

/** Socket.IO's path on the server's one port. */
export const SOCKET_PATH = '/rt/sio';
/** Documents are at `${DOCUMENT_PATH}/<imageId>`, y-websocket protocol. */
export const DOCUMENT_PATH = '/rt/doc';

const finite = z.number();
const hash = z.string().regex(/^[0-9a-f]{16}$/);

export const imageOpenSchema = z.object({
  imageId: id,
  /** Default: the one that it is open with, else the server's. */
  model: id.optional(),
});
export type ImageOpen = z.infer<typeof imageOpenSchema>;
export const imageCloseSchema = z.object({ imageId: id });

export const promptSetSchema = z.object({
  promptId: id,
  imageId: id,
  points: z.array(z.tuple([finite, finite, z.union([z.literal(0), z.literal(1)])])).max(MAX_POINTS),
  box: z.tuple([finite, finite, finite, finite]).optional(),
  /** An instance whose shape goes in as the mask to better. */
  refine: id.optional(),
  /**
   * What the person sees, where only that part of the picture is to be looked at, more closely: px of the picture,
   * may reach beyond it. The server takes the nearest region of a coarse grid that holds it, and the clicks.
   */
  region: z.tuple([finite, finite, finite, finite]).optional(),
  /** How far the simplified outline may stray from the mask's, px of the image. */
  tolerance: z.number().min(0).max(50).optional(),
  /** Which candidate of the last reply the added click goes on from; the best when absent. */
  candidate: z.number().int().min(0).max(2).optional(),
  /** A preview under a resting pointer: answered like any prompt, but shown to nobody else. */
  hover: z.boolean().optional(),
});
export type PromptSet = z.infer<typeof promptSetSchema>;

export const promptClearSchema = z.object({ imageId: id });

export const reviewDecideSchema = z.object({
  imageId: id,
  instanceId: id,
  decision: decisionSchema,
  reason: z.string().max(500).optional(),
  geometryHash: hash,
  /** Of the label and the answers that the reviewer saw; absent: they are not asked about. */
  descriptionHash: hash.optional(),
  /** The decision that the reviewer saw standing, null: none. Absent: whatever stands is written over. */
  seen: z.object({ by: id, at: finite }).nullable().optional(),
});
export type ReviewDecide = z.infer<typeof reviewDecideSchema>;

export const queueSubscribeSchema = z.object({ projectId: id });

export const monitorSubscribeSchema = z.object({ projectId: id });
export const monitorFollowSchema = z.object({
  projectId: id,
  userId: id,
  /** The picture that the caller looks at: the answer while the person has it open, whatever else they have. */
  imageId: id.optional(),
});
export type MonitorFollow = z.infer<typeof monitorFollowSchema>;
export const monitorUnfollowSchema = z.object({});

/** What every acknowledgement carries when the call failed. */
export interface Failure {
  readonly code: ProblemCode;
  readonly message: string;
}

export interface ImageOpened {
  readonly imageId: string;
  readonly width: number;
  readonly height: number;
  readonly embedding: 'ready' | 'encoding';
  /** That answers this socket's prompts on the image. */
  readonly model: { readonly id: string; readonly name: string };
  /** How many instances the document has on disk: a client that sees fewer is not in sync yet. */
  readonly instances: number;
  /** What the document may hold; a client warns from half of it on. */
  readonly caps: DocumentCaps;
}

export interface PromptTimings {
  readonly queueMs: number;
  readonly decodeMs: number;
  readonly traceMs: number;
}

/** Exactly one for each `promptId`, ever. */
export type PromptReply =
  | {
      readonly promptId: string;
      readonly status: 'done';
      readonly candidates: readonly MaskCandidate[];
      /** The region that was looked at, whole px of the picture: outlines end at its border. Absent: all of it. */
      readonly region?: Box;
      readonly timings: PromptTimings;
    }
  | {
      readonly promptId: string;
      readonly status: 'superseded';
      readonly candidates: readonly [];
      readonly timings: PromptTimings;
    }
  | ({
      readonly promptId: string;
      readonly status: 'error';
      readonly candidates: readonly [];
      readonly timings: PromptTimings;
    } & Failure);

export interface Decided {
  readonly imageId: string;
  readonly instanceId: string;
  readonly decision: Decision;
  readonly by: string;
  readonly byName: string;
  readonly at: number;
  readonly reason: string | null;
}

/** An object as it is now, for whoever decided on another. */
export interface ObjectNow {
  readonly geometry: Uint8Array;
  readonly geometryHash: string;
  readonly labelId: string;
  /** By the attribute's id. */
  readonly attributes: AttributeValues;
  readonly descriptionHash: string;
}

/**
 * `at` is when, by the server's clock. Refusals for `geometry-changed` and `decided-meanwhile` carry the object as it is
 * now, the latter also what stands, so that the reviewer sees it.
 */
export type ReviewReply =
  | { readonly ok: true; readonly at: number }
  | (Failure & Partial<ObjectNow> & { readonly standing?: Standing });

type Ack<T> = (reply: T) => void;

/** Payloads are unknown until the gateway has parsed them with the schemas above. */
export interface ClientToServer {
  'image:open': (payload: unknown, ack: Ack<ImageOpened | Failure>) => void;
  'image:close': (payload: unknown, ack: Ack<{ ok: true } | Failure>) => void;
  'prompt:set': (payload: unknown, ack: Ack<PromptReply>) => void;
  'prompt:clear': (payload: unknown, ack: Ack<{ ok: true } | Failure>) => void;
  'everything:start': (payload: unknown, ack: Ack<EverythingStarted | Failure>) => void;
  'everything:cancel': (payload: unknown, ack: Ack<{ ok: true } | Failure>) => void;
  'review:decide': (payload: unknown, ack: Ack<ReviewReply>) => void;
  'queue:subscribe': (payload: unknown, ack: Ack<{ ok: true } | Failure>) => void;
  'queue:unsubscribe': (payload: unknown, ack: Ack<{ ok: true } | Failure>) => void;
  'monitor:subscribe': (payload: unknown, ack: Ack<{ ok: true } | Failure>) => void;
  'monitor:unsubscribe': (payload: unknown, ack: Ack<{ ok: true } | Failure>) => void;
  'monitor:follow': (payload: unknown, ack: Ack<PersonMoved | Failure>) => void;
  'monitor:unfollow': (payload: unknown, ack: Ack<{ ok: true } | Failure>) => void;
  'project:subscribe': (payload: unknown, ack: Ack<ProjectSubscribed | Failure>) => void;
  'project:unsubscribe': (payload: unknown, ack: Ack<{ ok: true } | Failure>) => void;
  'nudge:send': (payload: unknown, ack: Ack<{ ok: true } | Failure>) => void;
}

export interface PreviewShown {
  readonly userId: string;
  readonly userName: string;
  readonly imageId: string;
  /** Empty bytes: the preview is gone. */
  readonly geometry: Uint8Array;
}

export interface ServerToClient {
  /** With a region: of the region that this socket's prompt waits for. */
  'embedding:progress': (event: { imageId: string; model: string; fraction: number; region?: Box }) => void;
  'embedding:ready': (event: { imageId: string; model: string; encodeMs: number }) => void;
  'embedding:failed': (event: { imageId: string; model: string } & Failure) => void;
  'preview:show': (event: PreviewShown) => void;
  'everything:masks': (event: EverythingMasks) => void;
  'everything:progress': (event: EverythingProgress) => void;
  'everything:done': (event: EverythingDone) => void;
  'review:decided': (event: Decided) => void;
  'queue:change': (change: QueueChange) => void;
  'comment:changed': (event: CommentChanged) => void;
  'work:changed': (event: WorkChanged) => void;
  'image:tagged': (event: ImageTagged) => void;
  'project:changed': (event: { projectId: string }) => void;
  'project:work': (work: ProjectWork) => void;
  'monitor:state': (state: MonitorState) => void;
  'monitor:change': (change: MonitorChange) => void;
  'monitor:moved': (moved: PersonMoved) => void;
  'nudge:show': (nudge: NudgeShown) => void;
  'alert:changed': (changed: AlertChanged) => void;
  'session:expired': () => void;
}
