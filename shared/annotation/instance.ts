import { z } from 'zod';
import type { Geometry } from '../geometry/geometryCodec.ts';
import type { AttributeValues } from './attribute.ts';

/** How the shape came to be: by hand, from a mask the model proposed, or out of a file of annotations. */
export const instanceSourceSchema = z.enum(['manual', 'model', 'import']);
export type InstanceSource = z.infer<typeof instanceSourceSchema>;
export const isSource = (value: unknown): value is InstanceSource =>
  value === 'manual' || value === 'model' || value === 'import';
/** One that nobody knows counts as work by hand. */
export const sourceOf = (value: unknown): InstanceSource => (isSource(value) ? value : 'manual');

export const decisionSchema = z.enum(['accepted', 'rejected', 'none']);
export type Decision = z.infer<typeof decisionSchema>;

/** One labelled object as the document holds it; `deleted` keeps it for undo until the server purges it. */
export interface Instance {
  readonly id: string;
  /** A label's id. */
  readonly label: string;
  readonly geometry: Geometry;
  readonly createdBy: string;
  readonly source: InstanceSource;
  /** The model's guess when the shape was accepted, or what a file said; null for shapes by hand. */
  readonly predictedIou: number | null;
  /** How little the mask changes with its threshold, 0 to 1, when the shape was accepted; null where no model said. */
  readonly stabilityScore: number | null;
  readonly attributes: AttributeValues;
  /** Objects of one picture with the same id belong together; null: alone. */
  readonly group: string | null;
  /** Drawing order: higher lies on top. */
  readonly order: number;
  readonly deleted: boolean;
}

/** What a reviewer said, and of which shape. Only the server writes it. */
export interface ReviewDecision {
  readonly decision: Decision;
  readonly by: string;
  /** Milliseconds since 1970, the server's clock. */
  readonly at: number;
  readonly reason: string | null;
  readonly geometryHash: string;
}
