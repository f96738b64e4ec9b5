import { problemSchema } from '@maskroom/shared/protocol/http';
import type { z } from 'zod';

/** Calls `/api/v1` with a bearer token; what comes back is parsed with the schema that the API promises. */
export function apiClient(url: string, token: string) {
  const call = (method: string, path: string, body?: object | FormData): Promise<Response> =>
    fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && !(body instanceof FormData) ? { 'content-type': 'application/json' } : {}),
      },
      body: body instanceof FormData || body === undefined ? body : JSON.stringify(body),
    });
  return {
    token,
    call,
    async send<T>(method: string, path: string, schema: z.ZodType<T>, body?: object | FormData): Promise<T> {
      const response = await call(method, path, body);
      const json: unknown = await response.json();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(json)}`);
      return schema.parse(json);
    },
    /** The `code` of the problem that the call ends in, or the status when it succeeds. */
    async codeOf(method: string, path: string, body?: object | FormData): Promise<string | number> {
      const response = await call(method, path, body);
      if (response.ok) return response.status;
      return problemSchema.parse(await response.json()).code;
    },
  };
}
export type ApiClient = ReturnType<typeof apiClient>;
