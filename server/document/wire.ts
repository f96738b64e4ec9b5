import { err, ok, type Result } from '@maskroom/shared/base/result';
import * as encoding from 'lib0/encoding';
import { ByteCursor, MalformedBytes } from './ByteCursor.ts';
import { malformed, type Refusal } from './closeCodes.ts';
import { MAX_MESSAGES_PER_FRAME } from './limits.ts';

/** The y-websocket protocol: a type, for sync and auth a second type, then length-prefixed bytes. */
const type = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3 } as const;
const sync = { step1: 0, step2: 1, update: 2 } as const;
const PERMISSION_DENIED = 0;

export type Message =
  | { readonly kind: 'step1' | 'step2' | 'update' | 'awareness'; readonly payload: Uint8Array }
  | { readonly kind: 'queryAwareness' };

/** Reads all messages of a client's frame; payloads are views into it. */
export function parseFrame(frame: Uint8Array): Result<readonly Message[], Refusal> {
  const input = new ByteCursor(frame);
  const messages: Message[] = [];
  try {
    do {
      if (messages.length === MAX_MESSAGES_PER_FRAME) return err(malformed('too many messages in a frame'));
      messages.push(parseMessage(input));
    } while (input.left > 0);
    return ok(messages);
  } catch (cause) {
    if (cause instanceof MalformedBytes) return err(malformed(cause.message));
    throw cause;
  }
}

function parseMessage(input: ByteCursor): Message {
  switch (input.varUint()) {
    case type.sync:
      return { kind: syncKind(input.varUint()), payload: input.view() };
    case type.awareness:
      return { kind: 'awareness', payload: input.view() };
    case type.queryAwareness:
      return { kind: 'queryAwareness' };
    default:
      throw new MalformedBytes('a message of an unknown type');
  }
}

function syncKind(subtype: number): 'step1' | 'step2' | 'update' {
  if (subtype === sync.step1) return 'step1';
  if (subtype === sync.step2) return 'step2';
  if (subtype === sync.update) return 'update';
  throw new MalformedBytes('a sync message of an unknown type');
}

const frameOf = (types: readonly number[], payload: Uint8Array): Uint8Array =>
  encoding.encode((out) => {
    for (const value of types) encoding.writeVarUint(out, value);
    encoding.writeVarUint8Array(out, payload);
  });

export const step1Frame = (stateVector: Uint8Array): Uint8Array =>
  frameOf([type.sync, sync.step1], stateVector);
export const step2Frame = (update: Uint8Array): Uint8Array => frameOf([type.sync, sync.step2], update);
export const updateFrame = (update: Uint8Array): Uint8Array => frameOf([type.sync, sync.update], update);
export const awarenessFrame = (update: Uint8Array): Uint8Array => frameOf([type.awareness], update);

export const permissionDeniedFrame = (reason: string): Uint8Array =>
  frameOf([type.auth, PERMISSION_DENIED], new TextEncoder().encode(reason));
