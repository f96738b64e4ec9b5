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

export const openDecoder = (
  folder: string,
  { decoder }: Manifest,
  options: GraphOptions,
  ladder?: LadderGraphs,
): Promise<RunGraph> =>
  ladder ? openGraph(ladderFolder(folder), ladder.decoder, options) : openGraph(folder, decoder, options);
