import { compareShapes } from '@maskroom/server/quality/agreement.ts';
import { clusterShapes } from '@maskroom/server/quality/cluster.ts';
import { inPieces, type Steps } from '@maskroom/server/quality/pieces.ts';
import { toQualityShapes } from '@maskroom/server/quality/shape.ts';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Point } from '@maskroom/shared/geometry/polygon';
import { starRing } from '../support/arbitraryPolygon.ts';
import { atOnce } from '../support/atOnce.ts';
import { printTable } from './table.ts';
import { timed } from './timed.ts';

const SHAPES = 500;
const VERTICES = 120;
const RADIUS_PX = 60;
const ROUNDS = 5;
/** Sides of the square that the centres lie in, px. */
const layouts = [
  { name: 'spread', side: 3_000 },
  { name: 'crowded', side: 400 },
] as const;

const radii = Array.from(
  { length: VERTICES },
  (_, i) => RADIUS_PX * (1 + 0.06 * Math.sin((14 * Math.PI * i) / VERTICES)),
);

const layerOf = (layer: string, side: number, awayPx: number) =>
  Array.from({ length: SHAPES }, (_, i) => {
    const centre: Point = [((i * 0.618) % 1) * side + awayPx, ((i * 0.414) % 1) * side + awayPx];
    return { id: `${layer}${i}`, label: 'l', layer, geometry: encodeGeometry([[starRing(centre, radii)]]) };
  });

/** Two people's shapes of one picture compared and put into clusters, at once and in pieces, by turns. */
export async function benchQuality(): Promise<void> {
  for (const { name, side } of layouts) {
    const ways = { 'at once': async <T>(steps: Steps<T>) => atOnce(steps), 'in pieces': inPieces };
    const samples = new Map<string, number[]>();
    const note = (what: string, value: number) => samples.set(what, [...(samples.get(what) ?? []), value]);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [way, run] of Object.entries(ways)) {
        const [first, second] = [layerOf('a', side, 0), layerOf('b', side, 1)];
        const { held, taken } = await timed(async () => {
          const [as, bs] = [await run(toQualityShapes(first)), await run(toQualityShapes(second))];
          await run(compareShapes(as, bs));
          await run(clusterShapes([...as, ...bs]));
        });
        note(`${way}: taken`, taken);
        note(`${way}: others wait`, held);
      }
    }
    printTable(
      `${SHAPES} × ${SHAPES} shapes, ${name}`,
      [...samples].map(([of, values]) => ({ name: of, values })),
    );
  }
}
