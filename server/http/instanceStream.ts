import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../store/database.ts';
import { instancePages } from '../store/instanceStore.ts';
import { instanceJson } from './instanceJson.ts';

/** Read and written at a stretch; everybody else has a turn behind each. */
const PAGE = 100;

/** The body of an image's instances, `{ instances: […] }`, piece by piece. */
export async function* instanceStream(db: Database, imageId: string): AsyncGenerator<string> {
  let before = '{"instances":[';
  for await (const rows of instancePages(db, imageId, PAGE)) {
    yield before + rows.map((row) => JSON.stringify(instanceJson(row))).join(',');
    before = ',';
    await nextTurn();
  }
  yield before === ',' ? ']}' : `${before}]}`;
}
