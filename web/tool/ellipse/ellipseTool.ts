import { ellipseRing } from '@maskroom/shared/geometry/ellipse';
import { awaitingCorner, type Spanned } from '../box/spanning.ts';
import { closeRing } from '../edit/closeRing.ts';
import { createStateTool } from '../stateTool.ts';
import type { CreateTool } from '../tool.ts';

/** An ellipse in the box that is dragged, or clicked corner by corner. */
export const createEllipseTool: CreateTool = (context) => {
  const spanned: Spanned = {
    snaps: false,
    show: (box) =>
      context.overlay({ sketch: { polygon: [[ellipseRing(box)]], color: context.labelColor() } }),
    hide: () => context.overlay({ sketch: null }),
    finish(box) {
      const ring = closeRing(ellipseRing(box));
      if (ring) context.addShape([[ring]], 'manual');
    },
  };
  return createStateTool('ellipse', context, () => awaitingCorner(context, spanned));
};
