import { distance } from '@maskroom/shared/geometry/edge';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { countVertices } from '@maskroom/shared/geometry/measure';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { createSimplifier } from '@maskroom/shared/geometry/simplify';
import { MAX_FLIGHT_BYTES } from '@maskroom/shared/presence/presence';
import type { Draft } from '../../canvas/scene.ts';
import { toBase64 } from '../../presence/base64.ts';
import type { PresenceRoom } from '../../presence/presence.ts';
import type { ToolOverlay } from '../../tool/tool.ts';
import { shaping } from '../objects/shaping.ts';

/** Others see a shape in flight this often. Ms. */
const SHOWN_EVERY_MS = 80;
/** More vertices than this are not told of a shape that will look otherwise in a moment. */
const SHOWN_VERTICES = 400;

type Drawn = () => Polygon;

/** Shows others what is in flight in this hand: the newest, not more often than they can see. */
export function createFlight(presence: Pick<PresenceRoom, 'publish'>) {
  let [waiting, shown]: [Drawn | null, boolean] = [null, false];
  let timer: ReturnType<typeof setTimeout> | null = null;

  function send(): void {
    timer = null;
    if (!waiting) return;
    const polygon = waiting();
    waiting = null;
    if (polygon.length === 0) return;
    shown = true;
    presence.publish({ inFlight: packed(polygon) });
    timer = setTimeout(send, SHOWN_EVERY_MS);
  }

  return {
    /** An empty polygon: nothing is in flight any more, and the others know at once. */
    show(drawn: Polygon | Drawn): void {
      if (typeof drawn !== 'function' && drawn.length === 0) {
        waiting = null;
        if (shown) presence.publish({ inFlight: null });
        shown = false;
        return;
      }
      waiting = typeof drawn === 'function' ? drawn : () => drawn;
      if (timer === null) send();
    },
  };
}

function packed(polygon: Polygon): string | null {
  const few =
    countVertices(polygon) > SHOWN_VERTICES
      ? createSimplifier(polygon).withVertices(SHOWN_VERTICES)
      : polygon;
  const bytes = encodeGeometry(few);
  return bytes.length <= MAX_FLIGHT_BYTES ? toBase64(bytes) : null;
}

/** What of a tool's overlay is a shape in the making; undefined when the patch says nothing about one. */
export function drawnSoFar({ draft, sketch, stroke }: Partial<ToolOverlay>): Polygon | Drawn | undefined {
  if (draft) return drafted(draft);
  if (sketch) return sketch.polygon;
  // The brush that paints it came with what makes it a shape.
  if (stroke) return () => shaping.now()?.strokePolygon(stroke.path, stroke.radius) ?? [];
  return draft === null || sketch === null || stroke === null ? [] : undefined;
}

/** With where the next vertex would go, as whoever draws sees it; two vertices and that are something to see. */
function drafted({ closing, pointer, vertices }: Draft): Polygon {
  const last = vertices.at(-1);
  const isApart = pointer && last && distance(pointer, last) >= 1 && distance(pointer, vertices[0]) >= 1;
  const ring = isApart && !closing ? [...vertices, pointer] : vertices;
  return ring.length >= 3 ? [[ring]] : [];
}
