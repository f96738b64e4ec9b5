import { jobListSchema } from '@maskroom/shared/protocol/jobs';
import {
  type Consensus,
  consensusSchema,
  mergedSchema,
  mergeRequestSchema,
  newConsensusSchema,
  unmergedSchema,
} from '@maskroom/shared/protocol/quality';
import type { ConsensusWork } from '../quality/consensus.ts';
import { actorOf, imageOf, onImage, onProject } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { polygonJson } from './instanceJson.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';
import { plainJson } from './plainJson.ts';

const tags = ['quality'];

export function consensusRoutes(app: HttpApp, { consensus }: HttpParts): void {
  app.post(
    '/projects/:id/consensus',
    {
      config: onProject('jobs'),
      schema: {
        tags,
        summary: 'Have several people label the same pictures without seeing each other',
        params: idParams,
        body: newConsensusSchema,
        response: answers(jobListSchema),
      },
    },
    async (request) => ({
      jobs: await consensus.start(actorOf(request), request.params.id, request.body),
    }),
  );

  app.get(
    '/images/:id/consensus',
    {
      config: { ...onImage('review'), limit: 'heavy' },
      schema: {
        tags,
        summary: 'Who agrees, who misses and who adds what',
        params: idParams,
        response: answers(consensusSchema),
      },
      serializerCompiler: plainJson,
    },
    async (request) => consensusJson(request.params.id, await consensus.read(request.params.id)),
  );

  app.post(
    '/images/:id/consensus/merge',
    {
      config: onImage('jobs'),
      schema: {
        tags,
        summary: 'Write what enough people agree on into the shared picture',
        params: idParams,
        body: mergeRequestSchema,
        response: answers(mergedSchema),
      },
    },
    async (request) => consensus.merge(actorOf(request), imageOf(request), request.body.least),
  );

  app.delete(
    '/images/:id/consensus/merge',
    {
      config: onImage('jobs'),
      schema: {
        tags,
        summary: 'Take away what a merge added, but for what somebody has worked on since',
        params: idParams,
        response: answers(unmergedSchema),
      },
    },
    async (request) => consensus.undo(actorOf(request), imageOf(request)),
  );
}

type Read = Awaited<ReturnType<ConsensusWork['read']>>;

const consensusJson = (imageId: string, { clusters, layers, merge }: Read): Consensus => ({
  imageId,
  layers: layers.map(({ id, name, submittedAt, userId }) => ({
    imageId: id,
    userId,
    name,
    submitted: submittedAt !== null,
  })),
  clusters: clusters.map(({ inPicture, label, members }) => ({
    labelId: label,
    inPicture,
    members: members.map(({ meanIou, shape }) => ({
      userId: shape.layer,
      instanceId: shape.id,
      labelId: shape.label,
      meanIou,
      polygon: polygonJson(shape.geometry),
    })),
  })),
  merge: merge
    ? { at: new Date(merge.at).toISOString(), byName: merge.byName, instances: merge.instances.length }
    : null,
});
