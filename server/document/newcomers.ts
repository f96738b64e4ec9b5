import type { Role } from '@maskroom/shared/annotation/role';
import { documentCaps, instancesOf } from '@maskroom/shared/document/documentModel';
import type { NewInstance } from '@maskroom/shared/document/editDocument';
import * as Y from 'yjs';
import { judgeInstance } from './instanceRules.ts';
import type { RoomParts } from './roomParts.ts';
import type { Staging } from './Staging.ts';
import type { Reason } from './UpdateGate.ts';

/** Somebody who brings instances that no client of theirs wrote. */
export interface Bringer {
  readonly userId: string;
  readonly role: Role;
}

/** Which instances were left out, by id, and why. */
export type LeftOut = ReadonlyMap<string, Reason>;

/** What an instance takes beside its geometry: the keys and values of its fields. */
const FIELD_BYTES = 300;

/** Which of them the rules for a client's update do not let in, as far as there is room. */
export function judgeNewcomers(
  staging: Staging,
  newcomers: readonly NewInstance[],
  by: Bringer,
  { image, labels }: Pick<RoomParts, 'image' | 'labels'>,
  documentBytes: number,
): LeftOut {
  const leftOut = new Map<string, Reason>();
  let room = documentCaps.instances - staging.presentCount;
  let bytes = documentBytes;
  for (const newcomer of newcomers) {
    const { id, ...values } = newcomer;
    const context = {
      ...by,
      labels: labels.known,
      width: image.width,
      height: image.height,
      isLocked: false,
    };
    const judgement = judgeInstance(id, undefined, { ...values, order: 0, deleted: false }, context);
    bytes += newcomer.geometry.length + FIELD_BYTES;
    if (judgement.kind === 'hostile') leftOut.set(id, 'incomplete');
    else if (judgement.kind === 'revert') leftOut.set(id, judgement.reason);
    else if (room <= 0 || bytes > documentCaps.documentBytes) leftOut.set(id, 'full');
    else room--;
  }
  return leftOut;
}

/** On top of all that there is, in their order. */
export function addNewcomers(doc: Y.Doc, newcomers: readonly NewInstance[]): void {
  const instances = instancesOf(doc);
  let order = 0;
  for (const map of instances.values()) order = Math.max(order, Number(map.get('order') ?? 0));
  for (const { id, ...fields } of newcomers) {
    order++;
    instances.set(id, new Y.Map<unknown>(Object.entries({ ...fields, order, deleted: false })));
  }
}
