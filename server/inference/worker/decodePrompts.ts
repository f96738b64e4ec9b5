import type { Tensors } from '../family/modelFamily.ts';
import { decodePrompt, type OpenDecoder } from './decodePrompt.ts';
import type { Decoded, DecodedMany, DecodeTask } from './workerMessages.ts';

/** Answers the task's prompts one after the other, as many as its budget allows. */
export async function decodePrompts(
  decoder: OpenDecoder,
  embedding: Tensors,
  { frame, requests, budgetMs = Number.POSITIVE_INFINITY }: DecodeTask,
): Promise<DecodedMany> {
  const startedAt = performance.now();
  const decoded: Decoded[] = [];
  for (const request of requests) {
    if (decoded.length > 0 && performance.now() - startedAt >= budgetMs) break;
    decoded.push(await decodePrompt(decoder, embedding, frame, request));
  }
  return { decoded };
}
