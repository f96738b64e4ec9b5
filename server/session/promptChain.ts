import type { Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Box } from '@maskroom/shared/geometry/polygon';
import type { PromptSet } from '@maskroom/shared/protocol/socket';
import type { DecodeRequest } from '../inference/segmenter.ts';
import { sameRegion } from './snapRegion.ts';

/** What a prompt goes on from: logits of the same place, or a shape. */
export type Continuation = Pick<DecodeRequest, 'maskInput' | 'refine'>;

/** What a person's next click may go on from: the last prompt that was answered. */
export interface PromptChain {
  readonly prompt: PromptSet;
  /** Where it was decoded; null: in the whole picture. */
  readonly region: Box | null;
  /** What that prompt itself went on from. */
  readonly from: Continuation;
  /** Its candidates' logits, in the order of the reply. */
  readonly lowResMasks: readonly Float32Array[];
  /** Its candidates' outlines, in the order of the reply. */
  readonly geometries: readonly Geometry[];
}

/** Whether the prompt has the clicks of the chain's, perhaps more, and the same box and refined instance. */
export function repeatsChain(chain: PromptChain, prompt: PromptSet): boolean {
  if (prompt.refine !== chain.prompt.refine || !sameBox(prompt, chain.prompt)) return false;
  return chain.prompt.points.every((point, i) =>
    point.every((value, axis) => value === prompt.points[i]?.[axis]),
  );
}

/** What goes in with this prompt, decoded in `region` (P12–P14, P21); nothing when it does not go on from the chain. */
export function chainInput(chain: PromptChain | null, prompt: PromptSet, region: Box | null): Continuation {
  if (!chain || !repeatsChain(chain, prompt)) return {};
  const samePlace = sameRegion(chain.region, region);
  if (prompt.points.length === chain.prompt.points.length) return samePlace ? chain.from : {};
  const named = prompt.candidate ?? 0;
  return samePlace
    ? { maskInput: chain.lowResMasks[named] ?? chain.lowResMasks.at(0) }
    : { refine: chain.geometries[named] ?? chain.geometries.at(0) };
}

const sameBox = ({ box: a }: PromptSet, { box: b }: PromptSet): boolean =>
  a === b || (a !== undefined && b !== undefined && a.every((value, i) => value === b[i]));
