import type { Box, Point, PolygonRing } from './polygon.ts';

/** How far the ring may lie inside the ellipse. Px. */
const TOLERANCE_PX = 0.1;

/** The ellipse that fills a box, with as many vertices as its size needs, clockwise from its right end. */
export function ellipseRing([xmin, ymin, xmax, ymax]: Box): PolygonRing {
  const [rx, ry] = [(xmax - xmin) / 2, (ymax - ymin) / 2];
  const [cx, cy] = [xmin + rx, ymin + ry];
  const radius = Math.max(rx, ry);
  const half = radius > TOLERANCE_PX ? Math.acos(1 - TOLERANCE_PX / radius) : Math.PI / 8;
  const count = Math.min(256, Math.max(16, 4 * Math.ceil(Math.PI / half / 4)));
  return Array.from({ length: count }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / count;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
  });
}
