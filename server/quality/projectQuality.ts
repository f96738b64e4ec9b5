import { entryOf } from '@maskroom/shared/base/groups';
import type { ProjectQuality } from '@maskroom/shared/protocol/quality';
import type { Database } from '../store/database.ts';
import { listInstances } from '../store/instanceStore.ts';
import { listCompared, listScores, listTruths } from '../store/truthStore.ts';
import { listConsensus, listLayers } from '../store/twinStore.ts';
import { namesOf } from '../store/userStore.ts';
import {
  type Agreement,
  addAgreement,
  addTally,
  compareShapes,
  noAgreement,
  noTally,
  scoresOf,
  type Tally,
} from './agreement.ts';
import { inPieces } from './pieces.ts';
import { type QualityShape, toQualityShapes } from './shape.ts';

/** Of a project the pictures that were submitted last are compared; those are enough to tell how well people agree. */
export const MOST_COMPARED = 500;
/** Pictures whose comparison is kept until who has submitted, or what stands on their layers, is another. */
const MOST_KEPT = 2_000;

interface ComparedPair {
  readonly a: string;
  readonly b: string;
  readonly agreement: Agreement;
}

/** How well the people of a project agree, and find the truth. */
export function createProjectQuality(db: Database) {
  const kept = new Map<string, { readonly state: string; readonly pairs: readonly ComparedPair[] }>();

  async function compareLayers(imageId: string, state: string): Promise<readonly ComparedPair[]> {
    const before = kept.get(imageId);
    if (before?.state === state) return before.pairs;
    const layers: { userId: string; shapes: QualityShape[] }[] = [];
    for (const { id, submittedAt, userId } of await listLayers(db, imageId)) {
      if (userId === null || submittedAt === null) continue;
      const rows = await listInstances(db, id);
      const drawn = rows.map((row) => ({ id: row.id, label: row.label_id, geometry: row.geometry }));
      layers.push({ userId, shapes: await inPieces(toQualityShapes(drawn)) });
    }
    // One person is always the first of the two, so that pictures add up.
    layers.sort((one, other) => (one.userId < other.userId ? -1 : 1));
    const pairs: ComparedPair[] = [];
    for (const [i, a] of layers.entries()) {
      for (const b of layers.slice(i + 1)) {
        const agreement = await inPieces(compareShapes(a.shapes, b.shapes));
        pairs.push({ a: a.userId, b: b.userId, agreement });
      }
    }
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(imageId, { state, pairs });
    return pairs;
  }

  return {
    /** Q40 to Q42. Without `people` nothing in it is of single persons. */
    async read(projectId: string, { people: isOfPeople }: { people: boolean }): Promise<ProjectQuality> {
      const compared = await listCompared(db, projectId, MOST_COMPARED);
      const whole = noAgreement();
      const byPair = new Map<string, { a: string; b: string; images: number; agreement: Agreement }>();
      for (const { id, state } of compared) {
        for (const { a, agreement, b } of await compareLayers(id, state)) {
          addAgreement(whole, agreement);
          const pair = entryOf(byPair, `${a} ${b}`, () => ({ a, b, images: 0, agreement: noAgreement() }));
          pair.images++;
          addAgreement(pair.agreement, agreement);
        }
      }
      const pairs = isOfPeople ? [...byPair.values()] : [];
      const honeypots = isOfPeople ? await readHoneypots(db, projectId) : [];
      const ids = new Set([...pairs.flatMap(({ a, b }) => [a, b]), ...honeypots.map(({ userId }) => userId)]);
      return {
        images: compared.length,
        truths: (await listTruths(db, projectId)).length,
        pictures: await listConsensus(db, projectId),
        about: isOfPeople ? 'everybody' : 'nobody',
        people: await namesOf(db, [...ids]),
        pairs: pairs.map(({ a, agreement, b, images }) => ({
          ...{ a, b, images, ...counted(agreement.all) },
          labels: labelsOf(agreement),
        })),
        labels: labelsOf(whole),
        confusion: confusionOf(whole.confusion),
        honeypots,
      };
    },
  };
}

export type ProjectQualityReader = ReturnType<typeof createProjectQuality>;

const counted = (tally: Tally) => ({
  matched: tally.matched,
  onlyA: tally.onlyA,
  onlyB: tally.onlyB,
  ...scoresOf(tally),
});

const labelsOf = ({ byLabel }: Agreement) =>
  [...byLabel].map(([labelId, tally]) => ({ labelId, ...counted(tally) }));

/** Two people who compare are equals: what the one called a cat and the other a dog counts as that either way round. */
function confusionOf(confusion: Agreement['confusion']): ProjectQuality['confusion'] {
  const counts = new Map<string, ProjectQuality['confusion'][number]>();
  for (const [first, row] of confusion) {
    for (const [second, count] of row) {
      const [a, b] = first < second ? [first, second] : [second, first];
      entryOf(counts, `${a} ${b}`, () => ({ a, b, count: 0 })).count += count;
    }
  }
  return [...counts.values()].sort((one, other) => other.count - one.count);
}

async function readHoneypots(db: Database, projectId: string): Promise<ProjectQuality['honeypots']> {
  const people = new Map<string, { images: number; sameLabel: number; all: Tally }>();
  for (const score of await listScores(db, projectId)) {
    const person = entryOf(people, score.user_id, () => ({ images: 0, sameLabel: 0, all: noTally() }));
    person.images++;
    person.sameLabel += score.same_label;
    const { added, boundary, iou, matched, missed } = score;
    addTally(person.all, { matched, onlyA: missed, onlyB: added, iou, boundary });
  }
  return [...people].map(([userId, { all, images, sameLabel }]) => {
    const { onlyA: missed, onlyB: added, ...rest } = counted(all);
    return { userId, images, sameLabel, missed, added, ...rest };
  });
}
