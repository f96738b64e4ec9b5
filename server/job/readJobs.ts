import { Problem } from '@maskroom/shared/base/problem';
import type { Job, JobDetails } from '@maskroom/shared/protocol/jobs';
import type { Database } from '../store/database.ts';
import { type DescribedJob, findJob, listJobPictures, listJobs, readNumbering } from '../store/jobStore.ts';
import { listDrawn } from '../store/removedJobStore.ts';
import { listSkips } from '../store/skipStore.ts';
import { type JobViewer, jobOf } from './describeJob.ts';

/** Only leads are told what was drawn on layers and ground truth: to others it would say which images these are. */
type JobReader = Pick<JobViewer, 'isLead'>;

/** Jobs and their skips; for whose of them who may know see jobSeenBy. */
export function createJobReader(db: Database) {
  async function find(projectId: string, id: string): Promise<DescribedJob> {
    const job = await findJob(db, projectId, id);
    if (!job) throw new Problem('not-found', 'This job is not there any more.');
    return job;
  }

  async function describeAll(
    projectId: string,
    rows: readonly DescribedJob[],
    { isLead }: JobReader,
    jobId?: string,
  ): Promise<Job[]> {
    const skips = await listSkips(db, projectId, jobId);
    const drawn = isLead ? await listDrawn(db, projectId, jobId) : null;
    return rows.map((row) => jobOf(row, { drawn: drawn?.get(row.id), skips: skips.get(row.id) }));
  }

  return {
    /** @throws Problem `not-found` */
    find,

    /** @throws Problem `not-found` */
    describe: async (projectId: string, id: string, reader: JobReader): Promise<Job> =>
      (await describeAll(projectId, [await find(projectId, id)], reader, id))[0],

    /** Newest first. */
    list: async (projectId: string, reader: JobReader): Promise<Job[]> =>
      describeAll(projectId, await listJobs(db, projectId), reader),

    /** What is in it, in its order: for those who tell layers from pictures, the pictures. @throws Problem `not-found` */
    async pictures(
      projectId: string,
      id: string,
      { seesTwins }: { seesTwins: boolean },
    ): Promise<JobDetails['pictures']> {
      await find(projectId, id);
      return (await listJobPictures(db, id)).map(({ done, fileName, imageId, pictureId }) => ({
        imageId: seesTwins ? pictureId : imageId,
        fileName,
        done,
      }));
    },
  };
}

/** Numbers for so many new jobs, each with a name that no other of the project has. */
export async function nextNumbers(
  trx: Database,
  projectId: string,
  more: number,
): Promise<{ readonly number: number; readonly name: string }[]> {
  const { last, names } = await readNumbering(trx, projectId);
  const numbers: { number: number; name: string }[] = [];
  for (let number = last + 1; numbers.length < more; number++) {
    const name = `Job ${number}`;
    if (!names.has(name)) numbers.push({ number, name });
  }
  return numbers;
}
