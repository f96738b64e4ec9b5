import type { PromptSet } from '@maskroom/shared/protocol/socket';

/** What a person's next click may go on from: the last prompt that was answered. */
export interface PromptChain {
  readonly prompt: PromptSet;
  /** What that prompt itself went on from. */
  readonly maskInput: Float32Array | undefined;
  /** Its candidates' logits, in the order of the reply. */
  readonly lowResMasks: readonly Float32Array[];
}

/** The logits that go in with this prompt (P12–P14); none when it does not go on from the chain. */
export function chainInput(chain: PromptChain | null, prompt: PromptSet): Float32Array | undefined {
  if (!chain || prompt.refine !== chain.prompt.refine || !sameBox(prompt, chain.prompt)) return undefined;
  const before = chain.prompt.points;
  const repeats = before.every((point, i) =>
    point.every((value, axis) => value === prompt.points[i]?.[axis]),
  );
  if (!repeats) return undefined;
  if (prompt.points.length === before.length) return chain.maskInput;
  return chain.lowResMasks[prompt.candidate ?? 0] ?? chain.lowResMasks.at(0);
}

const sameBox = ({ box: a }: PromptSet, { box: b }: PromptSet): boolean =>
  a === b || (a !== undefined && b !== undefined && a.every((value, i) => value === b[i]));
