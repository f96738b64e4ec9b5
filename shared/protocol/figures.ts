import { z } from 'zod';
import { instanceSourceSchema } from '../annotation/instance.ts';
import { historyKindSchema } from './history.ts';

/** Who may see figures of single people; everybody always sees their own. */
export const figuresForSchema = z.enum(['leads', 'members']);
export type FiguresFor = z.infer<typeof figuresForSchema>;

const DAY_MS = 86_400_000;
const MOST_DAYS = 31;

/** From the hour of `from` to the hour of `to`, which is left out; the last 31 days when absent. */
export const figureQuerySchema = z
  .object({ from: z.iso.datetime().optional(), to: z.iso.datetime().optional() })
  .transform(({ from, to }, context) => {
    const end = to === undefined ? Date.now() : Date.parse(to);
    const begin = from === undefined ? end - MOST_DAYS * DAY_MS : Date.parse(from);
    if (begin < end && end - begin <= MOST_DAYS * DAY_MS) return { from: begin, to: end };
    context.addIssue({
      code: 'custom',
      message: `A range is at most ${MOST_DAYS} days, and ends behind its beginning.`,
    });
    return z.NEVER;
  });

export const figuresSchema = z.object({
  /**
   * How often something was done in an hour, by whom, to whose work, with which label: what people did, layers too, without
   * what imports and merges brought and decisions that were taken back.
   */
  done: z.array(
    z.object({
      /** The hour's beginning, UTC. */
      hour: z.iso.datetime(),
      /** Null: the server itself. */
      userId: z.string().nullable(),
      authorId: z.string(),
      labelId: z.string(),
      kind: historyKindSchema,
      source: instanceSourceSchema,
      /** Of rejections; null: none was given, or it is something else. */
      reason: z.string().nullable(),
      count: z.number(),
    }),
  ),
  /** Time at work and prompts asked, by person and hour. */
  activity: z.array(
    z.object({ hour: z.iso.datetime(), userId: z.string(), activeMs: z.number(), prompts: z.number() }),
  ),
  /** Why work was rejected, most often first. */
  reasons: z.array(z.object({ reason: z.string().nullable(), count: z.number() })),
  /** What waits for a decision now, and since when the object that waits longest. */
  waiting: z.object({ undecided: z.number(), oldestAt: z.iso.datetime().nullable() }),
  /**
   * How many decisions of before the range were taken back in it: where it is another than before, figures of earlier hours are
   * too.
   */
  takenBack: z.number(),
  /** Whether the rows are about everybody, or about the caller alone. */
  about: z.enum(['everybody', 'caller']),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type Figures = z.infer<typeof figuresSchema>;
