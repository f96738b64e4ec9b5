import { Problem, type ProblemCode, problemTable } from '@maskroom/shared/base/problem';
import type { FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { HttpApp } from './httpApp.ts';

/** The body of every error, RFC 9457: what a client decides on is `code`, what a person reads is `detail`. */
export const problemBody = ({ code, message, details }: Problem): Record<string, unknown> => ({
  ...details,
  type: `urn:maskroom:problem:${code}`,
  title: problemTable[code].title,
  status: problemTable[code].status,
  code,
  detail: message,
});

/** JSON.stringify and not the route's own schema, which describes the good answer. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { status } = problemTable[problem.code];
  if (status === 429) reply.header('retry-after', String(problem.details.retryAfterSeconds ?? 1));
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .serializer(String)
    .send(JSON.stringify(problemBody(problem)));
}

/** Everything thrown leaves as a Problem; what nobody foresaw is logged and leaves as `internal`, without details. */
export function answerErrors(app: HttpApp): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.code === 'internal')
      request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
    return sendProblem(
      reply,
      problem.code === 'internal' ? new Problem('internal', undefined, { requestId: request.id }) : problem,
    );
  });
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map(({ instancePath, message }) => ({
      path: instancePath,
      message: message ?? 'is not valid',
    }));
    return new Problem(
      'bad-request',
      issues.map(({ path, message }) => `${path || '/'}: ${message}`).join('; '),
      { issues },
    );
  }
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status !== 'number' || status >= 500 || !(error instanceof Error))
    return new Problem('internal');
  return new Problem(codeByStatus[status] ?? 'bad-request', error.message);
}

/** The framework's own refusals (body too large, no JSON, wrong media type …) in the words of the problem table. */
const codeByStatus: Readonly<Record<number, ProblemCode>> = {
  404: 'not-found',
  413: 'too-large',
  416: 'range-invalid',
  429: 'rate-limited',
};
