import { instancesOf } from '@maskroom/shared/document/documentModel';
import type { Editor, Running } from './service.ts';
import { draw, reshape, untilSeen, wait } from './work.ts';

export interface Crowd {
  /** From the edit to the last of the others having it, ms. */
  readonly seenByAll: readonly number[];
  readonly acknowledged: readonly number[];
  /** From the first asking to the last being in sync, ms. */
  readonly allInMs: number;
}

/** So many editors on so many documents, each with an instance of their own that they reshape once a second. */
export async function crowd(
  server: Running,
  { documents, editors, seconds }: { documents: number; editors: number; seconds: number },
): Promise<Crowd> {
  const startedAt = performance.now();
  const rooms = Array.from({ length: documents }, (_, d) => {
    const name = d === 0 ? 'picture' : `picture${d + 1}`;
    return Array.from({ length: editors / documents }, (_, place) => server.open(name, place + d));
  });
  await Promise.all(rooms.flat().map(({ synced }) => synced));
  const allInMs = performance.now() - startedAt;
  const marks = { seenByAll: [] as number[], acknowledged: [] as number[] };
  await Promise.all(rooms.map((room, d) => editTogether(room, `r${d}`, seconds, marks)));
  for (const editor of rooms.flat()) editor.destroy();
  return { ...marks, allInMs };
}

async function editTogether(
  room: readonly Editor[],
  name: string,
  seconds: number,
  marks: { seenByAll: number[]; acknowledged: number[] },
): Promise<void> {
  const ids = room.map((_, i) => `${name}-${i}`);
  for (const [i, editor] of room.entries()) draw(editor, ids[i]);
  await untilSeen(() => room.every(({ doc }) => ids.every((id) => instancesOf(doc).has(id))), 20);
  const seen = new Map<string, number>();
  for (const { doc } of room) {
    instancesOf(doc).observeDeep((events, { local }) => {
      if (!local)
        for (const { path } of events) seen.set(String(path[0]), (seen.get(String(path[0])) ?? 0) + 1);
    });
  }
  const editSteadily = async (editor: Editor, id: string, i: number): Promise<void> => {
    await wait((i / room.length) * 1_000);
    for (let turn = 1; turn <= seconds; turn++) {
      seen.set(id, 0);
      const startedAt = performance.now();
      reshape(editor, id, turn);
      const acknowledged = untilSeen(() => editor.unacknowledged() === 0).then(() =>
        marks.acknowledged.push(performance.now() - startedAt),
      );
      await untilSeen(() => (seen.get(id) ?? 0) >= room.length - 1);
      marks.seenByAll.push(performance.now() - startedAt);
      await acknowledged;
      await wait(Math.max(0, 1_000 - (performance.now() - startedAt)));
    }
  };
  await Promise.all(room.map((editor, i) => editSteadily(editor, ids[i], i)));
}
