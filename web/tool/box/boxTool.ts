import type { Box, Point } from '@maskroom/shared/geometry/polygon';
import { closeRing } from '../edit/closeRing.ts';
import { createStateTool } from '../stateTool.ts';
import type { CreateTool } from '../tool.ts';
import { awaitingCorner, type Spanned } from './spanning.ts';

/** A rectangle as a shape: dragged in one go, or by a click on each of two corners. */
export const createBoxTool: CreateTool = (context) => {
  const spanned: Spanned = {
    snaps: true,
    show: (box) => context.overlay({ box: { box, color: context.labelColor() } }),
    hide: () => context.overlay({ box: null }),
    finish(box) {
      const ring = closeRing(cornersOf(box));
      if (ring) context.addShape([[ring]], 'manual');
    },
  };
  return createStateTool('box', context, () => awaitingCorner(context, spanned));
};

const cornersOf = ([xmin, ymin, xmax, ymax]: Box): Point[] => [
  [xmin, ymin],
  [xmax, ymin],
  [xmax, ymax],
  [xmin, ymax],
];
