import { modelStateSchema } from '@maskroom/shared/protocol/http';
import { z } from 'zod';
import type { HttpApp } from './httpApp.ts';
import { createMetrics } from './metrics.ts';
import type { HttpParts } from './parts.ts';

/** A part that does not answer within this time does not work. */
const CHECK_MS = 3_000;
/** A check costs a run of the model: strangers who ask all the time get the last answer. */
const FRESH_MS = 1_000;

const aliveSchema = z.object({ status: z.literal('alive') });
const readySchema = z.object({
  status: z.enum(['ready', 'not ready']),
  checks: z.record(z.string(), z.enum(['ok', 'failed'])),
  /** Those that run; only the default one, the check `model`, must work. */
  models: z.record(z.string(), modelStateSchema),
  /** Where each of them does its two parts: names of onnxruntime's execution providers. */
  runsOn: z.record(z.string(), z.object({ encode: z.string(), decode: z.string() })),
});

/** For whoever keeps the server running: outside `/api`, without signing in, and without details. */
export function healthRoutes(
  app: HttpApp,
  {
    checks,
    durations,
    gauges,
    log,
    models,
  }: Pick<HttpParts, 'checks' | 'durations' | 'gauges' | 'log' | 'models'>,
): void {
  const registry = createMetrics(app, gauges, durations);
  const examine = atMostEvery(FRESH_MS, () =>
    Promise.all(
      Object.entries(checks).map(async ([name, check]): Promise<[string, 'ok' | 'failed']> => {
        const cause = await within(CHECK_MS, check()).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (cause !== undefined) log.warn({ err: cause, check: name }, 'a readiness check failed');
        return [name, cause === undefined ? 'ok' : 'failed'];
      }),
    ),
  );

  app.get(
    '/healthz',
    {
      schema: {
        tags: ['health'],
        summary: 'The process answers',
        security: [],
        response: { 200: aliveSchema },
      },
    },
    async () => ({ status: 'alive' as const }),
  );

  app.get(
    '/readyz',
    {
      schema: {
        tags: ['health'],
        summary: 'Model, database and disk work',
        security: [],
        response: { 200: readySchema, 503: readySchema },
      },
    },
    async (_, reply) => {
      const results = await examine();
      const ready = results.every(([, result]) => result === 'ok');
      reply.header('cache-control', 'no-store').code(ready ? 200 : 503);
      return {
        status: ready ? ('ready' as const) : ('not ready' as const),
        checks: Object.fromEntries(results),
        models: Object.fromEntries(models.load.map(({ id, state }) => [id, state])),
        runsOn: Object.fromEntries(
          models.load.flatMap(({ id, placement }) =>
            placement ? [[id, { encode: placement.encode.provider, decode: placement.decode.provider }]] : [],
          ),
        ),
      };
    },
  );

  app.get(
    '/metrics',
    {
      schema: {
        tags: ['health'],
        summary: 'Prometheus text',
        security: [],
        produces: [registry.contentType],
      },
    },
    async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  );
}

/** Work that never rejects, shared by all who ask while it runs and for `ms` behind it. */
function atMostEvery<T>(ms: number, work: () => Promise<T>): () => Promise<T> {
  let last: Promise<T> | undefined;
  return () => {
    last ??= work().finally(() => {
      setTimeout(() => {
        last = undefined;
      }, ms).unref();
    });
    return last;
  };
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
