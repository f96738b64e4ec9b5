import type { Decision } from '@maskroom/shared/annotation/instance';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { Failure, ReviewReply } from '@maskroom/shared/protocol/socket';
import { ACK_TIMEOUT_MS, type AppSocket } from '../connection/socketClient.ts';
import { problemWords, t } from '../ui/language/language.ts';

/** A decision on the shape that the reviewer saw, named by its hash. */
export interface DecisionRequest {
  readonly imageId: string;
  readonly instanceId: string;
  readonly decision: Decision;
  readonly reason?: string;
  readonly geometryHash: string;
}

export type DecisionOutcome =
  | { readonly status: 'done' }
  /** Somebody moved the shape since: nothing was decided, here it is as it is now. */
  | { readonly status: 'changed'; readonly polygon: Polygon; readonly geometryHash: string }
  | { readonly status: 'refused'; readonly failure: Failure };

const unreached = (): Failure => ({ code: 'unavailable', message: t('review.noAnswer') });

/** Asks the server to decide; never throws. */
export async function decide(socket: AppSocket, request: DecisionRequest): Promise<DecisionOutcome> {
  if (!socket.connected) return { status: 'refused', failure: unreached() };
  const reply = await socket
    .timeout(ACK_TIMEOUT_MS)
    .emitWithAck('review:decide', request)
    .catch((): ReviewReply => unreached());
  if ('ok' in reply) return { status: 'done' };
  const { geometry, geometryHash } = reply;
  if (reply.code === 'geometry-changed' && geometry && geometryHash) {
    const polygon = decodeGeometry(new Uint8Array(geometry));
    if (polygon.ok) return { status: 'changed', polygon: polygon.value, geometryHash };
  }
  return { status: 'refused', failure: { code: reply.code, message: problemWords(reply) } };
}
