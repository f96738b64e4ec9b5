import { z } from 'zod';
import type { Manifest } from '../family/manifest.ts';
import type { FamilyName } from '../family/modelFamilies.ts';

const side = z.int().min(32).max(4096);
const triple = z.tuple([z.number(), z.number(), z.number()]);

/** What an ONNX file cannot tell of a model; all of it has a default that is right for most of its family. */
export const hintsSchema = z.object({
  /** Px of the encoder's input, where the file leaves it free. */
  side: side.optional(),
  /** For values 0..255. */
  mean: triple.optional(),
  std: triple.optional(),
  /** Px of the frame of the points. */
  promptSide: side.optional(),
  boxes: z.enum(['labels', 'none']).optional(),
  ranking: z.enum(['predicted-iou', 'stability']).optional(),
});
export type Hints = z.infer<typeof hintsSchema>;

const DEFAULT_SIDE = 1024;
/** What Segment Anything and nearly everything after it was trained with, times 255. */
const imageNet = { mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] } as const;
/** SAM 3 and its tracker: values to -1..1. */
const centred = { mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5] } as const;
const SAM3_SIDE = 1008;

/** `input` of the manifest. `found`: the side that the file fixes. */
export function inputOf(family: FamilyName, found: number | undefined, hints: Hints): Manifest['input'] {
  const side = found ?? hints.side ?? DEFAULT_SIDE;
  const { mean, std } = family === 'sam2-transformers' && side === SAM3_SIDE ? centred : imageNet;
  return { side, mean: hints.mean ?? [...mean], std: hints.std ?? [...std] };
}
