import type { Decision } from '@maskroom/shared/annotation/instance';
import {
  type Job,
  jobSchema,
  type WorkChanged,
  type WorkItem,
  workSchema,
} from '@maskroom/shared/protocol/jobs';
import { createHttpFixture } from './httpFixture.ts';
import { storeInstance } from './storedInstance.ts';

export interface Worker {
  readonly id: string;
  readonly token: string;
}

export const square = [
  [
    [
      [1, 1],
      [9, 1],
      [9, 9],
      [1, 9],
    ],
  ],
] satisfies [number, number][][][];

/** The project `p` with these many pictures, two annotators, a reviewer and a lead, and what each of them is told. */
export async function createJobPeople(pictures: number) {
  const fixture = await createHttpFixture();
  const { call, db, jobs, submissions } = fixture;
  const images: string[] = [];
  for (let i = 0; i < pictures; i++) images.push((await fixture.addPicture(`${i}.jpg`, 64 + i)).id);
  const [ann, ben] = [await fixture.member('annotator', 'ann'), await fixture.member('annotator', 'ben')];
  const [rae, lee] = [await fixture.member('reviewer', 'rae'), await fixture.member('lead', 'lee')];
  const told: (WorkChanged & { to: string })[] = [];
  const hear = (to: string, change: WorkChanged) => void told.push({ to, ...change });
  jobs.onChange(hear);
  submissions.onReturned(hear);

  const ask = (who: Worker, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) =>
    call(method, path, { token: who.token, body });
  /** What a call answers, or the code it is refused with. */
  const outcome = async (...of: Parameters<typeof ask>) => {
    const answer = await ask(...of);
    if (answer.statusCode === 204) return null;
    return answer.statusCode < 400 ? answer.json() : answer.json().code;
  };
  return {
    ...fixture,
    imageIds: images,
    ann,
    ben,
    rae,
    lee,
    told,
    outcome,
    async stateOf(imageId: string): Promise<string> {
      return (await outcome(lee, 'GET', `/images/${imageId}`)).state;
    },
    submit: (who: Worker, imageId: string) => outcome(who, 'PUT', `/images/${imageId}/submission`),
    giveBack: (who: Worker, imageId: string, reason = 'Look again') =>
      outcome(who, 'POST', `/images/${imageId}/return`, { reason }),
    draw: (
      imageId: string,
      id: string,
      createdBy: Worker,
      more: Partial<Parameters<typeof storeInstance>[3]> = {},
    ) => storeInstance(db, imageId, square, { id, label_id: 'l', created_by: createdBy.id, ...more }),
    decide: (id: string, decision: Decision) =>
      db
        .updateTable('instances')
        .set({ decision, decided_at: 5, decided_by: rae.id })
        .where('id', '=', id)
        .execute(),
    async job(imageIds: readonly string[], more: object = {}): Promise<Job> {
      return jobSchema.parse(await outcome(lee, 'POST', '/projects/p/jobs', { imageIds, ...more }));
    },
    jobDo: (who: Worker, job: Job, what: string, body?: object) =>
      outcome(who, 'POST', `/projects/p/jobs/${job.id}/${what}`, body ?? {}),
    async work(who: Worker): Promise<readonly WorkItem[]> {
      return workSchema.parse(await outcome(who, 'GET', '/projects/p/work')).items;
    },
  };
}
