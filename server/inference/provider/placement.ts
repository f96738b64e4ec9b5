import { availableParallelism } from 'node:os';
import { z } from 'zod';

/** Where one part of a model runs. */
const rolePlacementSchema = z.object({
  /** An execution provider, as onnxruntime calls it. */
  provider: z.string(),
  /** Of one run; the thread that asks for it is one of them. */
  threads: z.int().positive(),
  /** Of one run, when this was chosen by measuring. */
  runMs: z.number().optional(),
});
export type RolePlacement = Readonly<z.infer<typeof rolePlacementSchema>>;

/** A provider that was to be used and is not. */
const refusalSchema = z.object({
  provider: z.string(),
  /** Default: neither part of the model. */
  role: z.enum(['encode', 'decode']).optional(),
  reason: z.string(),
});
export type Refusal = Readonly<z.infer<typeof refusalSchema>>;

export const placementSchema = z.object({
  encode: rolePlacementSchema,
  decode: rolePlacementSchema,
  /** In the order in which they were tried. */
  refused: z.array(refusalSchema),
});
export type Placement = Readonly<z.infer<typeof placementSchema>>;

/**
 * Everything on the CPU: an encode takes all cores, a decode one, because as many decodes run side by side. With two
 * threads a decode is not measurably faster.
 */
export const cpuPlacement = (cores = availableParallelism()): Placement => ({
  encode: { provider: 'cpu', threads: cores },
  decode: { provider: 'cpu', threads: 1 },
  refused: [],
});

/** For a person: `encode on cuda (12 ms a run), decode on cpu with 1 thread`. */
export const placementText = (placement: Placement): string =>
  (['encode', 'decode'] as const).map((role) => `${role} on ${roleText(placement[role])}`).join(', ');

export const refusalText = ({ provider, role, reason }: Refusal): string =>
  `${provider} is not used${role ? ` to ${role}` : ''}: ${reason}`;

function roleText({ provider, threads, runMs }: RolePlacement): string {
  const threaded = provider === 'cpu' ? ` with ${threads} thread${threads === 1 ? '' : 's'}` : '';
  return `${provider}${threaded}${runMs === undefined ? '' : ` (${runMs.toFixed(0)} ms a run)`}`;
}
