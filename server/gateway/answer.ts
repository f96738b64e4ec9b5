import { Problem, toProblem } from '@maskroom/shared/base/problem';
import type { Failure } from '@maskroom/shared/protocol/socket';
import type { z } from 'zod';
import type { GatewaySocket } from './connection.ts';

export const failureOf = (cause: unknown): Failure & Readonly<Record<string, unknown>> => {
  const { code, message, details } = toProblem(cause);
  return { ...details, code, message };
};

/** One line that names the first field that is wrong. */
export function parse<T>(schema: z.ZodType<T>, payload: unknown): T {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Problem('bad-request', `${issue.path.join('.') || 'payload'}: ${issue.message}`);
}

/**
 * The only door from the wire: unknown in, typed to the handler, exactly one acknowledgement out. A call
 * without an acknowledgement function cannot be answered and is dropped; unknown causes are logged.
 */
export const answering =
  <T, R>({ socket, flow, log }: AnswerContext, schema: z.ZodType<T>, handle: (input: T) => Promise<R> | R) =>
  async (payload: unknown, ack: unknown): Promise<void> => {
    if (typeof ack !== 'function') return;
    try {
      await flow.take(socket.id);
      ack(await handle(parse(schema, payload)));
    } catch (cause) {
      if (!(cause instanceof Problem)) log.error({ err: cause }, 'a socket call failed');
      ack(failureOf(cause));
    }
  };

export interface AnswerContext {
  readonly socket: GatewaySocket;
  readonly flow: { take(socketId: string): Promise<void> };
  readonly log: { error(fields: object, message: string): void };
}
