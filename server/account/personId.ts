import { randomUUID } from 'node:crypto';
import { presenceColorOf, presenceColors } from '@maskroom/shared/presence/presence';
import type { Database } from '../store/database.ts';
import { countPeople } from '../store/userStore.ts';

/**
 * A random id for somebody new. Everywhere a person's colour follows from their id, so ids are drawn until the
 * colour is the next in turn: the first eight people of a server are told apart.
 */
export async function newPersonId(db: Database): Promise<string> {
  const color = (await countPeople(db)) % presenceColors.length;
  for (;;) {
    const id = randomUUID();
    if (presenceColorOf(id) === color) return id;
  }
}
