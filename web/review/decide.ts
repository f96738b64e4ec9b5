import type { AttributeValues } from '@maskroom/shared/annotation/attribute';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { Standing } from '@maskroom/shared/protocol/queue';
import type { Failure, ReviewDecide, ReviewReply } from '@maskroom/shared/protocol/socket';
import { ACK_TIMEOUT_MS, type AppSocket } from '../connection/socketClient.ts';
import { problemWords, t } from '../ui/language/language.ts';

/** A decision on what the reviewer saw: the shape and its description, by their hashes, and what stood then. */
export type DecisionRequest = Required<Omit<ReviewDecide, 'reason'>> & Pick<ReviewDecide, 'reason'>;

/** An object as it is now. */
export interface SeenNow {
  readonly polygon: Polygon;
  readonly geometryHash: string;
  readonly labelId: string;
  /** By the attribute's id. */
  readonly attributes: AttributeValues;
  readonly descriptionHash: string;
}

export type DecisionOutcome =
  /** `at`: when, by the server's clock. */
  | { readonly status: 'done'; readonly at: number }
  /** Somebody changed the object since: nothing was decided, here it is as it is now. */
  | { readonly status: 'changed'; readonly now: SeenNow }
  /** Somebody else has decided on it since; nothing was written over. */
  | { readonly status: 'decided'; readonly now: SeenNow; readonly standing: Standing }
  | { readonly status: 'refused'; readonly failure: Failure };

export type DecisionRefusal = Exclude<DecisionOutcome, { readonly status: 'done' }>;

const unreached = (): Failure => ({ code: 'unavailable', message: t('review.noAnswer') });

/** Asks the server to decide; never throws. */
export async function decide(socket: AppSocket, request: DecisionRequest): Promise<DecisionOutcome> {
  if (!socket.connected) return { status: 'refused', failure: unreached() };
  const reply = await socket
    .timeout(ACK_TIMEOUT_MS)
    .emitWithAck('review:decide', request)
    .catch((): ReviewReply => unreached());
  if ('ok' in reply) return { status: 'done', at: reply.at };
  const now = readNow(reply);
  if (now && reply.code === 'geometry-changed') return { status: 'changed', now };
  if (now && reply.code === 'decided-meanwhile' && reply.standing)
    return { status: 'decided', now, standing: reply.standing };
  return { status: 'refused', failure: { code: reply.code, message: problemWords(reply) } };
}

function readNow(reply: Exclude<ReviewReply, { ok: true }>): SeenNow | null {
  const { attributes, descriptionHash, geometry, geometryHash, labelId } = reply;
  if (!geometry || !geometryHash || !attributes || !descriptionHash || labelId === undefined) return null;
  const polygon = decodeGeometry(new Uint8Array(geometry));
  return polygon.ok ? { polygon: polygon.value, geometryHash, labelId, attributes, descriptionHash } : null;
}
