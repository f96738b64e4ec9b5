import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Point } from '@maskroom/shared/geometry/polygon';
import type { ShapeEdit } from '../../canvas/scene.ts';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { moveVertices } from '../edit/moveVertices.ts';
import type { VertexRef } from '../edit/replaceRing.ts';
import { SAME_PX, weld } from '../edit/weld.ts';
import type { ToolContext } from '../tool.ts';

interface HeldShape extends ShapeEdit {
  readonly vertices: readonly VertexRef[];
}

/** Vertices that go together: those of the selected shape first, then those of the borders that others share with it. */
export interface Grip {
  /** Where the vertex under the pointer was. */
  readonly from: Point;
  readonly lead: VertexRef;
  readonly held: readonly [HeldShape, ...HeldShape[]];
  /** A vertex was put there by this press, so that letting go without a move writes it too. */
  readonly added: boolean;
}

/** Takes hold of vertices of a shape; unless Ctrl is down, what others have at the same places comes along. */
export function takeGrip(
  context: ToolContext,
  own: HeldShape,
  lead: VertexRef,
  { ctrl }: Pick<StagePointer, 'ctrl'>,
  added: boolean,
): Grip {
  const points = own.vertices.map(({ part, ring, vertex }) => own.polygon[part][ring][vertex]);
  const [xmin, ymin, xmax, ymax] = polygonBox([[points]]);
  const near =
    ctrl || !context.snaps()
      ? []
      : context.shapesWithin([xmin - SAME_PX, ymin - SAME_PX, xmax + SAME_PX, ymax + SAME_PX]);
  const others = near
    .filter(({ id, locked }) => id !== own.id && !locked)
    .map(({ id, polygon }): HeldShape => ({ id, ...weld(polygon, points) }))
    .filter(({ vertices }) => vertices.length > 0);
  const from = own.polygon[lead.part][lead.ring][lead.vertex];
  return { from, lead, held: [own, ...others], added };
}

/** What is held, moved by image px. */
export const moveGrip = ({ held }: Grip, dx: number, dy: number, context: ToolContext): ShapeEdit[] =>
  held.map(({ id, polygon, vertices }) => ({
    id,
    polygon: moveVertices(polygon, vertices, dx, dy, context.imageSize),
  }));
