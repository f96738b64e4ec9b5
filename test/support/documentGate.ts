import type { Role } from '@maskroom/shared/annotation/role';
import { instancesOf, reviewOf } from '@maskroom/shared/document/documentModel';
import * as Y from 'yjs';
import { ClientOwners } from '../../server/document/ClientOwners.ts';
import { knownLabels, type LabelSet } from '../../server/document/roomParts.ts';
import { copyOf, Staging } from '../../server/document/Staging.ts';
import { admit, type Verdict } from '../../server/document/UpdateGate.ts';
import { carLabel, treeLabel } from './documentLabels.ts';
import { shape } from './documentPeople.ts';

export const gateLabels: LabelSet = {
  known: knownLabels([carLabel, treeLabel]),
  refresh: async () => false,
};

/** A gate before a document in which ann made `a` and ben made `b`, and `locked` (ann's) is accepted. */
export function gateBefore(instances: readonly (readonly [id: string, by: string])[] = []) {
  const base = new Y.Doc();
  base.transact(() => {
    for (const [id, by] of [['a', 'ann'], ['b', 'ben'], ['locked', 'ann'], ...instances] as const) {
      const { id: _, ...fields } = shape(id, by);
      instancesOf(base).set(id, new Y.Map(Object.entries(fields)));
    }
  });
  reviewOf(base).set('locked', { decision: 'accepted', by: 'rae', at: 1, reason: null, geometryHash: 'x' });
  const staging = new Staging(copyOf(Y.encodeStateAsUpdate(base)));
  const owners = new ClientOwners(new Map([[base.clientID, 'the base']]));
  const send = (
    update: Uint8Array,
    userId = 'ann',
    role: Role = 'annotator',
    couldWrite = true,
  ): Promise<Verdict> =>
    admit(
      staging,
      update,
      { userId, role, couldWrite },
      {
        image: { width: 640, height: 480 },
        owners,
        labels: gateLabels,
        documentBytes: () => 0,
        now: () => 1,
      },
    );
  /** What a tab that is up to date sends for this edit. */
  function edit(change: (doc: Y.Doc) => void): Uint8Array {
    const tab = new Y.Doc();
    Y.applyUpdate(tab, Y.encodeStateAsUpdate(staging.doc));
    const before = Y.encodeStateVector(tab);
    change(tab);
    return Y.encodeStateAsUpdate(tab, before);
  }
  const state = () => JSON.stringify(staging.doc.toJSON());
  return { base, staging, send, edit, state };
}
