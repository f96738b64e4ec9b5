import { FILLED_SIZE } from '../family/filledSize.ts';
import type { Manifest } from '../family/manifest.ts';
import { maskSizeOf, outputNamed } from '../family/maskTensors.ts';
import type { Tensors } from '../family/modelFamily.ts';
import { decodeTimes, differenceOf } from './agreement.ts';
import { buildRung, type Ground } from './buildRung.ts';
import { readGround } from './ground.ts';
import {
  type LadderGraphs,
  type RungName,
  type RungReport,
  rungNames,
  writeGraph,
  writeLadder,
} from './ladderFiles.ts';
import { manifestTensors } from './manifestTensors.ts';
import { randomPrompts } from './randomPrompts.ts';
import { type OpenRung, openRung, type RungModel } from './rungModel.ts';

export interface LadderOptions {
  /** Random prompts that each rung must answer as the original does. Default 16. */
  readonly prompts?: number;
  /** Timed decodes of each rung. Default 12. */
  readonly rounds?: number;
  /** Keeps what answers the same, however long it takes. Default false. */
  readonly evenIfSlower?: boolean;
  /** Default 1. */
  readonly seed?: number;
  /** Hears of each rung as it is tried. */
  readonly onRung?: (rung: RungReport) => void;
}

export interface LadderReport {
  readonly rungs: readonly RungReport[];
  /** Why nothing could be tried at all. */
  readonly refused?: string;
  /** Processor time of a decode, ms, the original and what was kept turn by turn; absent when nothing was. */
  readonly originalMs?: number;
  readonly keptMs?: number;
}

/** The largest difference of an answer from the original's, as a part of the largest number in it. */
export const LARGEST_DIFFERENCE = 1e-4;
/** Of the time before, with which a rung still counts as not slower: clocks are no better. */
const NOT_SLOWER = 1.03;

/**
 * Rewrites a model's decoder so that it runs faster with the same answers, rung by rung, and writes the graphs that
 * were kept beside the originals, which stay as they are. A rung is kept when the decoder with it answers random
 * prompts as the original does, to {@link LARGEST_DIFFERENCE}, and is not slower than without. Takes up to a minute,
 * on the caller's thread: for commands, not for a server at work.
 */
export async function climbLadder(
  folder: string,
  manifest: Manifest,
  options: LadderOptions = {},
): Promise<LadderReport> {
  const { evenIfSlower = false, onRung, prompts: count = 16, rounds = 12, seed = 1 } = options;
  const ground = await readGround(folder, manifest, seed);
  if (!ground.ok) {
    await writeLadder(folder, manifest, { rungs: [], refused: ground.error, graphs: null });
    return { rungs: [], refused: ground.error };
  }
  const { embedding, family, original, outputs } = ground.value;
  const prompts = randomPrompts(manifest, family, embedding, { count, seed: seed + 1 });
  const first = await openRung({ decoder: original }, outputs);
  const climber: Climber = { ground: ground.value, first, prompts, rounds, evenIfSlower };
  try {
    const rungs: RungReport[] = [];
    let best: { model: RungModel; open: OpenRung } = { model: { decoder: original }, open: first };
    const kept = new Set<RungName>();
    for (const rung of rungNames) {
      const tried = await tryRung(climber, rung, kept, best.open);
      rungs.push(tried.report);
      onRung?.(tried.report);
      if (!tried.model) continue;
      kept.add(rung);
      if (best.open !== first) await best.open.close();
      best = tried;
    }
    const isRewritten = best.open !== first;
    const [originalMs, keptMs] = isRewritten ? await decodeTimes([first, best.open], prompts, rounds) : [];
    if (isRewritten) await best.open.close();
    const graphs = isRewritten ? await writeGraphs(folder, ground.value, best.model) : null;
    await writeLadder(folder, manifest, { rungs, graphs });
    return { rungs, originalMs, keptMs };
  } finally {
    await first.close();
  }
}

interface Climber {
  readonly ground: Ground;
  readonly first: OpenRung;
  readonly prompts: readonly Tensors[];
  readonly rounds: number;
  readonly evenIfSlower: boolean;
}

type Tried =
  | { readonly report: RungReport; readonly model: RungModel; readonly open: OpenRung }
  | { readonly report: RungReport; readonly model?: undefined };

async function tryRung(
  { evenIfSlower, ground, first, prompts, rounds }: Climber,
  rung: RungName,
  kept: ReadonlySet<RungName>,
  best: OpenRung,
): Promise<Tried> {
  let open: OpenRung | undefined;
  const refused = async (why: string, found: Partial<RungReport> = {}): Promise<Tried> => {
    await open?.close();
    return { report: { rung, kept: false, why, ...found } };
  };
  try {
    const model = await buildRung(ground, new Set([...kept, rung]));
    open = await openRung(model, ground.outputs);
    const difference = await differenceOf(first, open, prompts);
    if (!(difference <= LARGEST_DIFFERENCE))
      return refused(`it answers otherwise, by ${difference.toPrecision(2)}`, {
        difference: finite(difference),
      });
    const [beforeMs, afterMs] = await decodeTimes([best, open], prompts, rounds);
    const found = { difference, beforeMs, afterMs };
    if (!evenIfSlower && afterMs > beforeMs * NOT_SLOWER) return refused('it is slower', found);
    return { report: { rung, kept: true, ...found }, model, open };
  } catch (cause) {
    return refused(cause instanceof Error ? cause.message : String(cause));
  }
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

async function writeGraphs(
  folder: string,
  { family, manifest }: Ground,
  { perImage, decoder }: RungModel,
): Promise<LadderGraphs> {
  const isCropped = decoder.graph.inputs.some(({ name }) => name === FILLED_SIZE);
  const masks = outputNamed(manifest, family.tensors.masks);
  const { width, height } = maskSizeOf(manifest, family.tensors);
  const { [masks]: ofMasks, ...others } = manifest.decoder.outputs;
  const decoderTensors = manifestTensors(decoder, {
    names: manifest.decoder.names,
    outputs: isCropped ? others : { ...others, [masks]: ofMasks },
  });
  const first = perImage && (await writeGraph(folder, 'per-image.onnx', perImage, manifestTensors(perImage)));
  const made = { ...manifest.encoder.outputs, ...first?.outputs };
  const kept = Object.entries(made).filter(([name]) => Object.hasOwn(decoderTensors.inputs, name));
  return {
    perImage: first,
    decoder: await writeGraph(folder, 'decoder.onnx', decoder, decoderTensors),
    embedding: Object.fromEntries(kept),
    cropped: isCropped ? { masks, width, height } : undefined,
  };
}
