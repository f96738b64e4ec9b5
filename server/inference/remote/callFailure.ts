import { z } from 'zod';
import { jsonOf } from './jsonOf.ts';

/**
 * Why a call was not answered, by what is to be done about it:
 * - `away`: the server, not the question; leave it alone and ask another one.
 * - `failed`: it worked on the question and failed; another one may not.
 * - `refused`: the question is wrong; every server would say so.
 * - `unknown-embedding`: it does not have the embedding that the question names; send it along.
 */
export type CallFailureKind = 'away' | 'failed' | 'refused' | 'unknown-embedding';

export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  constructor(
    readonly kind: CallFailureKind,
    message: string,
  ) {
    super(message);
  }
}

/** Statuses with which servers and the proxies before them say that the question itself is wrong. */
const REFUSALS = new Set([400, 413, 415, 422]);

/** What an answer other than 200 means. `text` is its body: the protocol's `{"error": "…"}`, or anything. */
export function failureOf(status: number, text: string): CallFailure {
  const said = errorOf(text);
  const message = `answered ${status}${said && `: ${said}`}`;
  if (/unknown embedding/i.test(said)) return new CallFailure('unknown-embedding', message);
  if (REFUSALS.has(status)) return new CallFailure('refused', message);
  return new CallFailure(status === 500 ? 'failed' : 'away', message);
}

/** Longer texts are pages of a proxy. */
const MOST_SAID = 300;

const errorSchema = z.object({ error: z.string() });

function errorOf(text: string): string {
  const parsed = errorSchema.safeParse(jsonOf(text));
  return (parsed.success ? parsed.data.error : text).replace(/\s+/g, ' ').trim().slice(0, MOST_SAID);
}
