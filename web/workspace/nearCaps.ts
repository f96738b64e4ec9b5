import { type DocumentCaps, instancesOf } from '@maskroom/shared/document/documentModel';
import type * as Y from 'yjs';
import type { ShapeStore } from '../document/shapeStore.ts';
import { count, megabytes } from '../ui/quantity.ts';

/** People hear of a cap when half of it is used, once for each. */
const WARN_AT = 0.5;

/** Warns while there is room left: of objects, of vertices in one, of the size of all. */
export function warnNearCaps(
  doc: Y.Doc,
  shapes: ShapeStore['store'],
  tell: (note: { readonly title: string; readonly description: string }) => void,
): { know(caps: DocumentCaps, documentBytes: number): void; stop(): void } {
  const said = new Set<string>();
  let caps: DocumentCaps | null = null;

  function warn(what: string, used: number, most: number, title: string, description: string): void {
    if (used < WARN_AT * most || said.has(what)) return;
    said.add(what);
    tell({ title, description });
  }

  function look(): void {
    if (!caps) return;
    // Deleted objects count until the document is made anew.
    const held = instancesOf(doc).size;
    const objects = `${count(held, 'object')} of at most ${count(caps.instances, 'object')}`;
    warn(
      'instances',
      held,
      caps.instances,
      objects,
      'Beyond that, new objects of this picture are not taken.',
    );
    let largest = 0;
    for (const shape of shapes.getState().shapes) largest = Math.max(largest, shape.vertices);
    const vertices = `An outline has ${count(largest, 'vertex', 'vertices')}`;
    const most = `At most ${count(caps.vertices, 'vertex', 'vertices')} are taken. Simplify it, or split the object.`;
    warn('vertices', largest, caps.vertices, vertices, most);
  }

  return {
    know(known, documentBytes) {
      caps = known;
      const used = `${megabytes(documentBytes)} of at most ${megabytes(known.documentBytes)}`;
      warn(
        'bytes',
        documentBytes,
        known.documentBytes,
        `This picture’s labels take ${used}`,
        'Beyond that, changes of this picture are not taken.',
      );
      look();
    },
    stop: shapes.subscribe((state, before) => {
      if (state.shapes !== before.shapes) look();
    }),
  };
}
