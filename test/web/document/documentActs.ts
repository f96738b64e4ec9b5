import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import fc from 'fast-check';
import * as Y from 'yjs';
import { createEditor, type Editor } from '../../../web/document/editor.ts';
import { createUndoHistory } from '../../../web/document/undo.ts';

export const triangle = (size: number) =>
  encodeGeometry([
    [
      [
        [0, 0],
        [size, 0],
        [size, size],
      ],
    ],
  ]);

/** One person in one tab: a document with a history and an editor. */
export function person(userId: string, doc = new Y.Doc()) {
  const origin = { userId };
  const history = createUndoHistory(doc, origin);
  const editor = createEditor({
    doc,
    origin,
    history,
    userId,
    labelName: (id) => id,
    instanceName: () => 'car',
  });
  return { doc, history, editor };
}

/** What somebody may do; `pick` chooses among the instances that are there, whatever their number. */
export type Act =
  | { readonly kind: 'add'; readonly size: number }
  | { readonly kind: 'reshape'; readonly pick: number; readonly size: number }
  | { readonly kind: 'relabel'; readonly pick: number; readonly label: string }
  | { readonly kind: 'remove'; readonly pick: number };

const size = fc.integer({ min: 1, max: 50 });
const pick = fc.nat(20);
export const arbitraryAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), size }),
  fc.record({ kind: fc.constant('reshape' as const), pick, size }),
  fc.record({ kind: fc.constant('relabel' as const), pick, label: fc.constantFrom('car', 'tree') }),
  fc.record({ kind: fc.constant('remove' as const), pick }),
);

export function perform(act: Act, editor: Editor, ids: readonly string[]): void {
  if (act.kind === 'add') {
    editor.add({ label: 'car', geometry: triangle(act.size), source: 'manual', predictedIou: null });
    return;
  }
  if (ids.length === 0) return;
  const id = ids[act.pick % ids.length];
  if (act.kind === 'reshape') editor.reshape(id, triangle(act.size));
  else if (act.kind === 'relabel') editor.relabel([id], act.label);
  else editor.remove([id]);
}
