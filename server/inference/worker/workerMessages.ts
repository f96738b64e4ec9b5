import type { ProblemCode } from '@maskroom/shared/base/problem';
import type { Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { MaskCandidate, Prompt } from '@maskroom/shared/prompt/prompt';
import type { Manifest } from '../family/manifest.ts';
import type { ImageFrame, Rgb } from '../imageFrame.ts';
import type { LadderGraphs } from '../ladder/ladderFiles.ts';
import type { Refusal, RolePlacement } from '../provider/placement.ts';
import type { RemoteGraphSetup } from '../remote/remoteGraph.ts';
import type { EmbeddingTensors } from '../tensor/embeddingTensors.ts';

export type WorkerRole = 'encode' | 'decode';

/** What a worker is started with. */
export interface WorkerSetup {
  readonly role: WorkerRole;
  readonly folder: string;
  readonly manifest: Manifest;
  /** In place of the manifest's decoder, where there are. */
  readonly ladder?: LadderGraphs;
  readonly placement: RolePlacement;
  /** As `nice` counts: 0 normal, 19 lowest. */
  readonly nice: number;
  /** The graph runs on servers, not here. */
  readonly remote?: RemoteGraphSetup;
}

export interface EncodeTask {
  readonly kind: 'encode';
  readonly content: Rgb;
}

/** One prompt on an embedding. */
export interface DecodeRequest {
  readonly prompt: Prompt;
  /** All candidates, best predictedIou first; otherwise only the best. */
  readonly multimask: boolean;
  readonly tolerancePx?: number;
  /** Logits of the low-res frame to go on from. */
  readonly maskInput?: Float32Array;
  /** A shape to go on from, when there are no logits. */
  readonly refine?: Geometry;
  /** What it goes on from changes only where the clicks are: see changeAtClicks.ts. */
  readonly keepsElsewhere?: boolean;
  /** Candidates below either are left out before anything is traced: most of a grid of points is. Default: none. */
  readonly least?: {
    readonly predictedIou: number;
    readonly stabilityScore: number;
    /** How far the threshold is moved either way to tell how stable a mask is, logits. Default 1. */
    readonly stabilityOffset?: number;
  };
}

/** Prompts on one embedding, answered in their order. */
export interface DecodeTask {
  readonly kind: 'decode';
  /** Names the embedding within this process, so that a worker can tell one it has seen. */
  readonly embeddingKey: string;
  readonly embedding: EmbeddingTensors;
  readonly frame: ImageFrame;
  readonly requests: readonly DecodeRequest[];
  /** No prompt but the first is begun after this; those not begun are not answered. Default: all are. */
  readonly budgetMs?: number;
}

export interface Encoded {
  readonly embedding: EmbeddingTensors;
  readonly encodeMs: number;
}

export interface Decoded {
  /** Best first; those without any pixel are left out. */
  readonly candidates: readonly MaskCandidate[];
  /** The candidates' logits in the low-res frame, same order. */
  readonly lowResMasks: readonly Float32Array[];
  /** The prompt's tensors, what goes on from a mask or a shape included. */
  readonly tensorsMs: number;
  readonly runMs: number;
  /** Reading the masks out of the outputs and scoring them. */
  readonly postprocessMs: number;
  /** The three above. */
  readonly decodeMs: number;
  readonly traceMs: number;
}

export interface DecodedMany {
  /** Of the first so many requests; at least one. */
  readonly decoded: readonly Decoded[];
}

export type WorkerTask = EncodeTask | DecodeTask;
export type WorkerResult = Encoded | DecodedMany;

export type WorkerOrder =
  | { readonly kind: 'task'; readonly id: number; readonly task: WorkerTask }
  /** Ends the thread when it gets to it. */
  | { readonly kind: 'stop' };

export type WorkerReport =
  /** `refusal`: why the graph is open on the CPU and not where it was to be. */
  | { readonly kind: 'ready'; readonly refusal?: Refusal }
  | { readonly kind: 'unfit'; readonly reason: string }
  | { readonly kind: 'done'; readonly id: number; readonly result: WorkerResult }
  /** `code`: what the caller is told it is; `model-failed` where nothing is said. */
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string; readonly code?: ProblemCode }
  /** It found this replica wanting, and nobody asks it until it is let in again. */
  | { readonly kind: 'replica-away'; readonly replica: number; readonly reason: string };
