import { stageDecision } from '@maskroom/server/document/decide.ts';
import { type Role, roles } from '@maskroom/shared/annotation/role';
import { Problem } from '@maskroom/shared/base/problem';
import { instancesOf } from '@maskroom/shared/document/documentModel';
import { addInstance, deleteInstance, setLabel } from '@maskroom/shared/document/editDocument';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { gateBefore } from '../../support/documentGate.ts';
import { shape, square } from '../../support/documentPeople.ts';
import { person } from '../../support/documentServer.ts';

type Gate = ReturnType<typeof gateBefore>;
interface Operation {
  /** Null: whoever they are. */
  readonly least: Role | null;
  /** Whether ann, who made `a` and the accepted `locked`, got what she wanted. */
  readonly attempt: (gate: Gate, role: Role, couldWrite: boolean) => Promise<boolean>;
}

const edit =
  (change: (doc: Y.Doc) => void): Operation['attempt'] =>
  async (gate, role, couldWrite) => {
    const verdict = await gate.send(gate.edit(change), 'ann', role, couldWrite);
    return verdict.kind === 'change' && verdict.reverted.size === 0;
  };

const decide =
  (instanceId: string, decision: 'accepted' | 'none'): Operation['attempt'] =>
  async ({ staging }, role) => {
    const command = { imageId: 'picture', reason: null, by: person('ann') };
    const seen = geometryHash(square(10, 10));
    try {
      stageDecision(staging, role, { ...command, instanceId, decision, geometryHash: seen }, 1);
      return true;
    } catch (problem) {
      expect(problem).toBeInstanceOf(Problem);
      return false;
    }
  };

/** Written by hand from the rules, on purpose not from the server's own table. */
const operations: Record<string, Operation> = {
  'draw an instance': {
    least: 'annotator',
    attempt: edit((doc) => addInstance(doc, shape('n', 'ann'), 'x')),
  },
  'relabel an instance of another': {
    least: 'annotator',
    attempt: edit((doc) => setLabel(doc, 'b', 'tree', 'x')),
  },
  'delete an instance of another': {
    least: 'annotator',
    attempt: edit((doc) => deleteInstance(doc, 'b', 'x')),
  },
  'undo the creation of one’s own': {
    least: 'annotator',
    attempt: edit((doc) => instancesOf(doc).delete('a')),
  },
  'take out an instance of another': { least: 'lead', attempt: edit((doc) => instancesOf(doc).delete('b')) },
  'relabel what is accepted': { least: 'lead', attempt: edit((doc) => setLabel(doc, 'locked', 'tree', 'x')) },
  'undo the creation of what is accepted': {
    least: 'lead',
    attempt: edit((doc) => instancesOf(doc).delete('locked')),
  },
  'accept an instance of another': { least: 'reviewer', attempt: decide('b', 'accepted') },
  'accept one’s own': { least: null, attempt: decide('a', 'accepted') },
  'open one’s own again': { least: 'lead', attempt: decide('locked', 'none') },
  'open an instance of another again': { least: 'reviewer', attempt: decide('b', 'none') },
};

test('R4, D25, D26, D40: every role may do to a document what a table written by hand says, and no more', async () => {
  for (const [name, { attempt, least }] of Object.entries(operations))
    for (const role of roles)
      for (const couldWrite of role === 'viewer' ? [false, true] : [true]) {
        const gate = gateBefore();
        const before = gate.state();
        const may = least !== null && roles.indexOf(role) >= roles.indexOf(least);
        expect([name, role, await attempt(gate, role, couldWrite)]).toEqual([name, role, may]);
        // What is refused outright spoils the copy it was tried on, which is then made anew.
        if (!may && name !== 'take out an instance of another') expect(gate.state()).toBe(before);
      }
});
