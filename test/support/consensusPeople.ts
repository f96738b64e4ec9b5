import { imageListSchema } from '@maskroom/shared/protocol/http';
import { type Job, jobListSchema } from '@maskroom/shared/protocol/jobs';
import { createJobPeople, type Worker } from './jobPeople.ts';

/** The people of {@link createJobPeople} and a third annotator, with layers of the project's pictures. */
export async function createConsensusPeople(pictures: number) {
  const people = await createJobPeople(pictures);
  const { lee, outcome, work } = people;
  const layersOf = async (who: Worker): Promise<string[]> =>
    (await work(who)).filter(({ kind }) => kind === 'job').map(({ imageId }) => imageId);
  return {
    ...people,
    cat: await people.member('annotator', 'cat'),
    /** What of somebody's jobs is left. */
    layersOf,
    layerOf: async (who: Worker): Promise<string> => (await layersOf(who))[0],
    listOf: async (who: Worker) =>
      imageListSchema.parse(await outcome(who, 'GET', '/projects/p/images')).images,
    async start(imageIds: readonly string[], more: object): Promise<Job[]> {
      return jobListSchema.parse(await outcome(lee, 'POST', '/projects/p/consensus', { imageIds, ...more }))
        .jobs;
    },
  };
}
