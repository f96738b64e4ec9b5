import { signedRingArea } from './measure.ts';
import type { Polygon, PolygonRing } from './polygon.ts';

const turned = (ring: PolygonRing, clockwise: boolean): PolygonRing =>
  signedRingArea(ring) > 0 === clockwise ? ring : [...ring].reverse();

/** Exteriors clockwise on screen, holes the other way, as the geometry bytes promise. */
export const orientPolygon = (polygon: Polygon): Polygon =>
  polygon.map((part) => part.map((ring, index) => turned(ring, index === 0)));
