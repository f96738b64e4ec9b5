import type { Geometry } from '../geometry/geometryCodec.ts';
import type { Box } from '../geometry/polygon.ts';

/** One click, in pixels of the oriented image; label 1 foreground, 0 background. */
export type PointPrompt = readonly [x: number, y: number, label: 0 | 1];

/** What a person asks of the model: clicks, a box, or both. XYXY, in pixels of the oriented image. */
export interface Prompt {
  readonly points: readonly PointPrompt[];
  readonly box?: Box;
}

/** A mask that the model proposes, traced to a polygon once, on the server. */
export interface MaskCandidate {
  readonly geometry: Geometry;
  /** The model's own guess of the mask's IoU, 0..1. */
  readonly predictedIou: number;
  /** |logit > +1| / |logit > -1|, 0..1: how little the mask depends on the threshold. */
  readonly stabilityScore: number;
  /** px², holes taken away. */
  readonly area: number;
  readonly box: Box;
}

export const MAX_POINTS = 64;

/** Nothing is asked. */
export const isEmpty = ({ points, box }: Prompt): boolean => points.length === 0 && box === undefined;

/** A lone positive click may mean the whole, a part or a part of a part; more prompts mean one thing. */
export const isAmbiguous = ({ points, box }: Prompt): boolean =>
  box === undefined && points.length === 1 && points[0][2] === 1;
