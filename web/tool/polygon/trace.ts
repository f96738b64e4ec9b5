import { distance } from '@maskroom/shared/geometry/edge';
import type { Point } from '@maskroom/shared/geometry/polygon';
import type { StagePointer } from '../../canvas/stagePointer.ts';
import { hasDragged } from '../dragging.ts';

/** Points of a trace are this far apart. CSS px. */
const APART_PX = 3;
/** A trace that comes back this near to its beginning closes by itself: a share of its length. */
const CLOSING_SHARE = 0.2;

/** Follows a pointer that stays down: the outline is drawn freehand until it is let go. */
export function createTrace() {
  let down: StagePointer | null = null;
  let [isOn, from] = [false, 0];
  return {
    get isOn() {
      return isOn;
    },
    /** The button went down at a vertex, which is the `count`th. */
    begin(event: StagePointer, count: number): void {
      [down, isOn, from] = [event, false, count];
    },
    /** The points passed since the last one; none before the pointer has moved enough to be meant. */
    follow(event: StagePointer, last: Point): Point[] {
      if (!down || (!isOn && !hasDragged(down, event))) return [];
      isOn = true;
      const passed: Point[] = [];
      for (const point of event.path) {
        if (distance(point, passed.at(-1) ?? last) * event.scale >= APART_PX) passed.push(point);
      }
      return passed;
    },
    /** Let go; says whether the trace went all around, from the first vertex back to it. */
    end({ point }: StagePointer, vertices: readonly Point[]): boolean {
      const traced = isOn;
      [down, isOn] = [null, false];
      if (!traced || from > 1 || vertices.length < 3) return false;
      const length = vertices.slice(1).reduce((sum, to, i) => sum + distance(vertices[i], to), 0);
      return distance(point, vertices[0]) <= CLOSING_SHARE * length;
    },
  };
}
