import { Problem, type ProblemCode, problemTable } from '@maskroom/shared/base/problem';
import { problemSchema } from '@maskroom/shared/protocol/http';
import type { z } from 'zod';
import { problemWords, t } from '../ui/language/language.ts';

const isProblemCode = (code: string): code is ProblemCode => code in problemTable;

/** Reads a refusal: the server's own words where it is problem+json, else the title of what the status means. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = problemSchema.safeParse(body);
  if (parsed.success && isProblemCode(parsed.data.code))
    return new Problem(
      parsed.data.code,
      problemWords({ code: parsed.data.code, message: parsed.data.detail }),
    );
  const code =
    response.status === 401 ? 'unauthenticated' : response.status >= 500 ? 'unavailable' : 'bad-request';
  return new Problem(code, t(`problem.${code}`));
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(`/api/v1${path}`, { credentials: 'same-origin', ...init }).catch(() => {
    throw new Problem('unavailable', t('connection.unreachable'));
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** A call that answers JSON; throws a Problem when it is refused or the answer is not what was promised. */
export async function call<S extends z.ZodType>(
  schema: S,
  path: string,
  init: RequestInit = {},
): Promise<z.output<S>> {
  const body: unknown = await (await send(path, init)).json().catch(() => null);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new Problem('internal', t('connection.strange'));
  return parsed.data;
}

/** A call whose answer nobody reads. */
export async function callQuietly(path: string, init: RequestInit): Promise<void> {
  await send(path, init);
}

/** A call that answers a file. */
export const callBlob = async (path: string, init: RequestInit): Promise<Blob> =>
  (await send(path, init)).blob();

/** The parts of a request that carries JSON. */
export const json = (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
