import { Problem } from '@maskroom/shared/base/problem';
import {
  distributeSchema,
  jobChangeSchema,
  jobDetailsSchema,
  jobListSchema,
  jobSchema,
  newJobSchema,
  reasonSchema,
} from '@maskroom/shared/protocol/jobs';
import type { FastifyRequest } from 'fastify';
import { allowed, seesTwins } from '../account/permissions.ts';
import { type JobViewer, jobSeenBy } from '../job/describeJob.ts';
import { findProject } from '../store/projectStore.ts';
import { actorOf, onProject, roleOf } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

const tags = ['jobs'];
const jobParams = idParams.extend({ jobId: idParams.shape.id });
const jobImageParams = jobParams.extend({ imageId: idParams.shape.id });

export function jobRoutes(app: HttpApp, { db, jobs }: HttpParts): void {
  async function viewerOf(request: FastifyRequest, projectId: string): Promise<JobViewer> {
    const role = roleOf(request);
    const project = await findProject(db, projectId);
    return {
      userId: actorOf(request).userId,
      isLead: allowed(role, 'jobs'),
      seesOthers: allowed(role, 'figures') || project?.figures_for === 'members',
    };
  }

  app.get(
    '/projects/:id/jobs',
    {
      config: onProject('project:read'),
      schema: {
        tags,
        summary: 'Jobs and how far they are, newest first; those of others where the caller may know of them',
        params: idParams,
        response: answers(jobListSchema),
      },
    },
    async (request) => {
      const { id } = request.params;
      const viewer = await viewerOf(request, id);
      return { jobs: (await jobs.list(id, viewer)).flatMap((job) => jobSeenBy(job, viewer) ?? []) };
    },
  );

  app.get(
    '/projects/:id/jobs/removed',
    {
      config: onProject('jobs'),
      schema: {
        tags,
        summary: 'Jobs that were taken away and may be brought back, the last first',
        params: idParams,
        response: answers(jobListSchema),
      },
    },
    async (request) => ({ jobs: await jobs.listRemoved(request.params.id) }),
  );

  app.get(
    '/projects/:id/jobs/:jobId',
    {
      config: onProject('project:read'),
      schema: {
        tags,
        summary: 'A job and its images as the caller has them',
        params: jobParams,
        response: answers(jobDetailsSchema),
      },
    },
    async (request) => {
      const { id, jobId } = request.params;
      const viewer = await viewerOf(request, id);
      const job = jobSeenBy(await jobs.describe(id, jobId, viewer), viewer);
      const isTheirs = job?.assigneeId === actorOf(request).userId;
      const tells = seesTwins(roleOf(request));
      // Who has the job of others is told of how far it is; of a layer in it, not even that it is there (Q20).
      if (!job || !(isTheirs || tells))
        throw new Problem('not-found', 'This job is not there, or not yours.');
      return { ...job, pictures: await jobs.pictures(id, jobId, { seesTwins: tells }) };
    },
  );

  app.post(
    '/projects/:id/jobs',
    {
      config: onProject('jobs'),
      schema: {
        tags,
        summary: 'Make a job of images, for somebody or open',
        params: idParams,
        body: newJobSchema,
        response: answers(jobSchema),
      },
    },
    async (request) => jobs.create(actorOf(request), request.params.id, request.body),
  );

  app.post(
    '/projects/:id/jobs/distribute',
    {
      config: onProject('jobs'),
      schema: {
        tags,
        summary: 'Share out what is in no job, by open work and skill',
        params: idParams,
        body: distributeSchema,
        response: answers(jobListSchema),
      },
    },
    async (request) => ({
      jobs: await jobs.distribute(actorOf(request), request.params.id, request.body),
    }),
  );

  app.put(
    '/projects/:id/jobs/:jobId',
    {
      config: onProject('jobs'),
      schema: {
        tags,
        summary: 'Rename a job, give it to somebody or to nobody, or say when it is due',
        params: jobParams,
        body: jobChangeSchema,
        response: answers(jobSchema),
      },
    },
    async (request) => jobs.change(actorOf(request), request.params.id, request.params.jobId, request.body),
  );

  app.delete(
    '/projects/:id/jobs/:jobId',
    {
      config: onProject('jobs'),
      schema: {
        tags,
        summary: 'Take a job away; its images and what is on them stay, its layers end and come back with it',
        params: jobParams,
      },
    },
    async (request, reply) => {
      await jobs.remove(actorOf(request), request.params.id, request.params.jobId);
      return reply.code(204).send();
    },
  );

  app.post(
    '/projects/:id/jobs/:jobId/restore',
    {
      config: onProject('jobs'),
      schema: {
        tags,
        summary: 'Bring a job back that was taken away, with what was drawn for it',
        params: jobParams,
        response: answers(jobSchema),
      },
    },
    async (request) => {
      const { id, jobId } = request.params;
      await jobs.restore(actorOf(request), id, jobId);
      return jobs.describe(id, jobId, { isLead: true });
    },
  );

  app.post(
    '/projects/:id/jobs/:jobId/claim',
    {
      config: onProject('annotate'),
      schema: { tags, summary: 'Take an open job', params: jobParams, response: answers(jobSchema) },
    },
    async (request) => jobs.claim(actorOf(request), request.params.id, request.params.jobId),
  );

  app.post(
    '/projects/:id/jobs/:jobId/hand-back',
    {
      config: onProject('annotate'),
      schema: {
        tags,
        summary: 'Give one’s job back; it is open again',
        params: jobParams,
        body: reasonSchema,
        response: answers(jobSchema),
      },
    },
    async (request) =>
      jobs.handBack(actorOf(request), request.params.id, request.params.jobId, {
        reason: request.body.reason,
        isLead: allowed(roleOf(request), 'jobs'),
      }),
  );

  app.put(
    '/projects/:id/jobs/:jobId/images/:imageId/skip',
    {
      config: onProject('annotate'),
      schema: {
        tags,
        summary: 'Pass over an image of one’s job',
        params: jobImageParams,
        body: reasonSchema,
        response: answers(jobSchema),
      },
    },
    async (request) => jobs.skip(actorOf(request), request.params.id, request.params, request.body.reason),
  );

  app.delete(
    '/projects/:id/jobs/:jobId/images/:imageId/skip',
    {
      config: onProject('annotate'),
      schema: {
        tags,
        summary: 'Take a skip back',
        params: jobImageParams,
        response: answers(jobSchema),
      },
    },
    async (request) => jobs.skip(actorOf(request), request.params.id, request.params, null),
  );
}
