import { z } from 'zod';

/** Of the values of grey with 16 bits: the extremes, and the window they are shown in (1st to 99th percentile). */
export const valueRangeSchema = z.object({
  least: z.number(),
  most: z.number(),
  low: z.number(),
  high: z.number(),
});

/** What a picture is shown through: `levels` from 0, the smallest, which is one tile. Null: by `/file`. */
export const tilesSchema = z.object({ size: z.number(), levels: z.number() }).nullable();

/** What the JSON of an image says of how its picture is fetched. */
export const pictureFields = {
  tiles: tilesSchema,
  /** 16 for grey pictures of 16 bits, whose tiles hold the values; of everything else 8. */
  depth: z.union([z.literal(8), z.literal(16)]),
  range: valueRangeSchema.nullable(),
};
