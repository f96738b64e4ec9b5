import { missingAttributes } from '@maskroom/shared/annotation/attribute';
import { Problem } from '@maskroom/shared/base/problem';
import { readAnswers, readDefinitions } from '../store/attributeColumns.ts';
import type { Database } from '../store/database.ts';
import { listAsked } from '../store/instanceStore.ts';

/** An object that does not answer all that its label requires. */
interface Unanswered {
  readonly instanceId: string;
  readonly label: string;
  /** By name. */
  readonly attributes: readonly string[];
}

/** So many are named; of all it is said how many they are. */
const MOST_NAMED = 100;

/** J10. @throws Problem `incomplete`, with what is to be answered */
export async function requireAnswers(db: Database, imageId: string): Promise<void> {
  const open = await findUnanswered(db, imageId);
  if (open.length === 0) return;
  const [{ attributes, label }] = open;
  const who =
    open.length === 1
      ? `An object of "${label}" lacks what its label requires`
      : `${open.length} objects lack what their labels require, the first is of "${label}"`;
  const what = attributes.map((name) => `"${name}"`).join(', ');
  throw new Problem('incomplete', `${who}: answer ${what}, then submit again.`, {
    objects: open.length,
    missing: open.slice(0, MOST_NAMED),
  });
}

/** Accepted objects are done with. */
async function findUnanswered(db: Database, imageId: string): Promise<Unanswered[]> {
  const rows = await listAsked(db, imageId);
  return rows.flatMap(({ attributes, decision, id, label, label_attributes }) => {
    if (decision === 'accepted') return [];
    const missing = missingAttributes(readDefinitions(label_attributes), readAnswers(attributes));
    return missing.length > 0 ? [{ instanceId: id, label, attributes: missing.map(({ name }) => name) }] : [];
  });
}
