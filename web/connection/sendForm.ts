import { Problem } from '@maskroom/shared/base/problem';
import type { z } from 'zod';
import { t } from '../ui/language/language.ts';
import { problemOf } from './http.ts';

/** One request that sends files. */
export interface FormRequest<T> {
  readonly answer: Promise<T>;
  cancel(): void;
}

/** Sends a form in one request; `onShare` hears how much of it is out, 0 to 1 (`fetch` cannot say that). */
export function sendForm<T>(
  schema: z.ZodType<T>,
  path: string,
  form: FormData,
  onShare: (share: number) => void,
): FormRequest<T> {
  const request = new XMLHttpRequest();
  request.open('POST', `/api/v1${path}`);
  // The form's own borders and headers are in `total` too.
  request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
  const answer = new Promise<T>((resolve, reject) => {
    request.onerror = () => reject(new Problem('unavailable', t('connection.lostSending')));
    request.onabort = () => reject(new Problem('unavailable', t('connection.stopped')));
    request.onload = () => void readAnswer(schema, request).then(resolve, reject);
  });
  request.send(form);
  return { answer, cancel: () => request.abort() };
}

async function readAnswer<T>(schema: z.ZodType<T>, request: XMLHttpRequest): Promise<T> {
  const response = new Response(request.responseText, { status: request.status });
  if (!response.ok) throw await problemOf(response);
  const parsed = schema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw new Problem('internal', t('connection.strange'));
  return parsed.data;
}
