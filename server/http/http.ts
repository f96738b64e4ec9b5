import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { guardRoutes } from './access.ts';
import { alertRoutes } from './alertRoutes.ts';
import { auditRoutes } from './auditRoutes.ts';
import { headTimes, limitBodyPace } from './bodyPace.ts';
import { commentRoutes } from './commentRoutes.ts';
import { consensusRoutes } from './consensusRoutes.ts';
import { everythingRoutes } from './everythingRoutes.ts';
import { exportRoutes } from './exportRoutes.ts';
import { figureRoutes } from './figureRoutes.ts';
import { healthRoutes } from './healthRoutes.ts';
import { historyRoutes } from './historyRoutes.ts';
import { checkHost } from './hostCheck.ts';
import type { HttpApp } from './httpApp.ts';
import { imageRoutes } from './imageRoutes.ts';
import { importRoutes } from './importRoutes.ts';
import { inviteRoutes } from './inviteRoutes.ts';
import { jobRoutes } from './jobRoutes.ts';
import { limitCalls } from './limits.ts';
import { memberRoutes } from './memberRoutes.ts';
import { modelRoutes } from './modelRoutes.ts';
import { oidcRoutes } from './oidcRoutes.ts';
import { describeApi } from './openapi.ts';
import type { HttpParts } from './parts.ts';
import { peopleRoutes } from './peopleRoutes.ts';
import { predictRoutes } from './predictRoutes.ts';
import { answerErrors } from './problems.ts';
import { projectRoutes } from './projectRoutes.ts';
import { qualityRoutes } from './qualityRoutes.ts';
import { addSecurityHeaders } from './securityHeaders.ts';
import { sessionRoutes } from './sessionRoutes.ts';
import { tagRoutes } from './tagRoutes.ts';
import { tokenRoutes } from './tokenRoutes.ts';
import { uploadRoutes } from './uploadRoutes.ts';
import { serveWebPages } from './webPages.ts';
import { workRoutes } from './workRoutes.ts';

/** The largest JSON anybody needs to send; pictures are streamed and have limits of their own. */
const BODY_LIMIT = 1024 * 1024;

/** All of HTTP, ready to listen; `server` is there to hang sockets on. */
export async function createHttp(parts: HttpParts): Promise<HttpApp> {
  const loggerInstance: FastifyBaseLogger = parts.log;
  const app: HttpApp = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    trustProxy: parts.settings.trustedProxies.length > 0 ? [...parts.settings.trustedProxies] : false,
    bodyLimit: BODY_LIMIT,
    http: headTimes,
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerErrors(app);
  addSecurityHeaders(app, { https: parts.settings.publicUrl?.startsWith('https:') ?? false });
  checkHost(app, parts.settings);
  logAnswers(app);
  limitBodyPace(app, parts.bodyPace);

  await describeApi(app);
  healthRoutes(app, parts);
  await app.register(
    async (scope) => {
      const api = scope.withTypeProvider<ZodTypeProvider>();
      guardRoutes(api, parts);
      limitCalls(api);
      for (const routes of apiRoutes) await routes(api, parts);
    },
    { prefix: '/api/v1' },
  );
  await serveWebPages(app, parts.webFolder);
  return app;
}

const apiRoutes: readonly ((app: HttpApp, parts: HttpParts) => void | Promise<void>)[] = [
  sessionRoutes,
  oidcRoutes,
  inviteRoutes,
  projectRoutes,
  memberRoutes,
  tokenRoutes,
  peopleRoutes,
  auditRoutes,
  uploadRoutes,
  imageRoutes,
  historyRoutes,
  commentRoutes,
  tagRoutes,
  jobRoutes,
  workRoutes,
  consensusRoutes,
  qualityRoutes,
  figureRoutes,
  alertRoutes,
  modelRoutes,
  predictRoutes,
  everythingRoutes,
  exportRoutes,
  importRoutes,
];

/** The route's pattern instead of the address, which may hold a secret. */
function logAnswers(app: HttpApp): void {
  app.addHook('onResponse', async (request, { elapsedTime, statusCode }) => {
    const { caller, method, routeOptions } = request;
    request.log.debug(
      {
        method,
        route: routeOptions.url,
        status: statusCode,
        ms: Math.round(elapsedTime),
        userId: caller?.actor.userId,
      },
      'answered',
    );
  });
}
