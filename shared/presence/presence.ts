import { z } from 'zod';

/** The tools of the workspace; the lead's room shows which one a person holds. */
export const tools = [
  'select',
  'pan',
  'smart',
  'polygon',
  'box',
  'ellipse',
  'brush',
  'eraser',
  'cut',
  'everything',
] as const;
export const toolSchema = z.enum(tools);
export type ToolName = z.infer<typeof toolSchema>;

const coordinate = z.number().min(-100_000).max(200_000);

/** A shape in flight takes no more, so that a state stays below 8 KiB whatever is selected. */
export const MAX_FLIGHT_BYTES = 2_400;

/**
 * What one tab says of itself through awareness; at most 8 KiB. The server drops states whose `user.id` is not
 * the socket's own. The cursor is in pixels of the oriented image, null when it is not over it.
 */
export const presenceSchema = z.object({
  user: z.object({
    id: z.string().max(64),
    name: z.string().max(120),
    color: z.number().int().min(0).max(7),
  }),
  cursor: z.tuple([coordinate, coordinate]).nullable(),
  tool: toolSchema,
  labelId: z.string().max(64).nullable(),
  /** The part of the picture that the person sees, px; absent from clients that do not say. */
  view: z.tuple([coordinate, coordinate, coordinate, coordinate]).nullish(),
  /** Ids of the selected instances: a soft lock that others see. */
  selected: z.array(z.string().max(64)).max(100),
  /** The shape that is being drawn or dragged, thinned out: geometry bytes in base64. Nothing of it is kept. */
  inFlight: z
    .string()
    .max(4 * Math.ceil(MAX_FLIGHT_BYTES / 3))
    .nullish(),
});
export type Presence = z.infer<typeof presenceSchema>;

/** People's own colours, apart from the labels': cursors and name tags. */
export const presenceColors = [
  '#e5484d',
  '#f76b15',
  '#d6409f',
  '#8e4ec6',
  '#3e63dd',
  '#12a594',
  '#30a46c',
  '#a18072',
] as const;

/** The same person has the same colour in every browser. */
export function presenceColorOf(userId: string): number {
  let hash = 0;
  for (const char of userId) hash = (hash * 31 + char.charCodeAt(0)) >>> 0;
  return hash % presenceColors.length;
}
