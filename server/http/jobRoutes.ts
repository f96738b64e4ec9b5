import {
  distributeSchema,
  jobChangeSchema,
  jobListSchema,
  jobSchema,
  newJobSchema,
  reasonSchema,
} from '@maskroom/shared/protocol/jobs';
import { allowed } from '../account/permissions.ts';
import { actorOf, onProject, roleOf } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

const tags = ['jobs'];
const jobParams = idParams.extend({ jobId: idParams.shape.id });
const jobImageParams = jobParams.extend({ imageId: idParams.shape.id });

export function jobRoutes(app: HttpApp, { jobs }: HttpParts): void {
  app.get(
    '/projects/:id/jobs',
    {
      config: onProject('project:read'),
      schema: {
        tags,
        summary: 'Jobs and how far they are, newest first',
        params: idParams,
        response: answers(jobListSchema),
      },
    },
    async (request) => ({ jobs: await jobs.list(request.params.id) }),
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
      schema: { tags, summary: 'Take a job away; its images and what is on them stay', params: jobParams },
    },
    async (request, reply) => {
      await jobs.remove(actorOf(request), request.params.id, request.params.jobId);
      return reply.code(204).send();
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
