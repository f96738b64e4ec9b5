import { inWholeFrame } from '../family/filledSize.ts';
import type { Manifest } from '../family/manifest.ts';
import { type LadderGraphs, ladderFolder } from '../ladder/ladderFiles.ts';
import { type GraphOptions, openGraph, type RunGraph } from '../onnx/onnxGraph.ts';

/** What makes an embedding of a picture: the encoder, and behind it what the ladder took out of the decoder. */
export async function openImageGraphs(
  folder: string,
  { encoder }: Manifest,
  options: GraphOptions,
  ladder?: LadderGraphs,
): Promise<RunGraph> {
  const encode = await openGraph(folder, encoder, options);
  if (!ladder) return encode;
  const kept = Object.keys(ladder.embedding);
  const further = ladder.perImage && (await openGraph(ladderFolder(folder), ladder.perImage, options));
  return async (picture) => {
    const encoded = await encode(picture);
    const all = further ? { ...encoded, ...(await further(encoded)) } : encoded;
    return Object.fromEntries(kept.map((name) => [name, all[name]]));
  };
}

/** The decoder, whose masks are of the whole frame whatever the ladder left of it. */
export async function openDecoder(
  folder: string,
  { decoder }: Manifest,
  options: GraphOptions,
  ladder?: LadderGraphs,
): Promise<RunGraph> {
  if (!ladder) return openGraph(folder, decoder, options);
  const run = await openGraph(ladderFolder(folder), ladder.decoder, options);
  const { cropped } = ladder;
  if (!cropped) return run;
  return async (inputs) => {
    const outputs = await run(inputs);
    return { ...outputs, [cropped.masks]: inWholeFrame(outputs[cropped.masks], cropped) };
  };
}
