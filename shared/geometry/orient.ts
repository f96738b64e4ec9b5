import { signedRingArea } from './measure.ts';
import type { Polygon, PolygonRing } from './polygon.ts';

/** A ring without area turns neither way and stays as it is, so that orienting twice changes nothing. */
function turned(ring: PolygonRing, clockwise: boolean): PolygonRing {
  const area = signedRingArea(ring);
  return area === 0 || area > 0 === clockwise ? ring : [...ring].reverse();
}

/** Exteriors clockwise on screen, holes the other way, as the geometry bytes promise. */
export const orientPolygon = (polygon: Polygon): Polygon =>
  polygon.map((part) => part.map((ring, index) => turned(ring, index === 0)));
