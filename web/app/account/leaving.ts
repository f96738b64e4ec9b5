import { mayHaveWork } from '../../document/journal/workName.ts';

/** The parts that read it are fetched only where there is something to read. */
const journals = () => import('../../document/journal/journals.ts');

/** How many changes of this person's would be lost by signing out here. */
export const unfinishedWork = async (userId: string): Promise<number> =>
  (await mayHaveWork(userId)) ? (await journals()).unfinishedWork(userId) : 0;

/** Takes everything of this person's out of the browser. */
export async function clearWork(userId: string): Promise<void> {
  if (await mayHaveWork(userId)) await (await journals()).clearWork(userId);
}
