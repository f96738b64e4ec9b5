import { z } from 'zod';

/** `:id` of every route; what it names is looked up before the schema is asked (see access.ts). */
export const idParams = z.object({ id: z.string().min(1).max(64) });
