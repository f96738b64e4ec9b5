import { Problem } from '@maskroom/shared/base/problem';
import { type UploadReport, uploadReportSchema } from '@maskroom/shared/protocol/http';
import { t } from '../ui/language/language.ts';
import { problemOf } from './http.ts';

/** One request that sends files into a project. */
export interface ImageUpload {
  readonly report: Promise<UploadReport>;
  cancel(): void;
}

/** Sends files in one request; `onSent` hears how many bytes of them are out (`fetch` cannot say that). */
export function uploadImages(
  projectId: string,
  files: readonly File[],
  onSent: (bytes: number) => void,
): ImageUpload {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.name);
  const request = new XMLHttpRequest();
  request.open('POST', `/api/v1/projects/${encodeURIComponent(projectId)}/images`);
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  // The form's own borders and headers are in `total` too.
  request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? (bytes * loaded) / total : 0);
  const report = new Promise<UploadReport>((resolve, reject) => {
    request.onerror = () => reject(new Problem('unavailable', t('connection.lostSending')));
    request.onabort = () => reject(new Problem('unavailable', t('connection.stopped')));
    request.onload = () => void readReport(request).then(resolve, reject);
  });
  request.send(form);
  return { report, cancel: () => request.abort() };
}

async function readReport(request: XMLHttpRequest): Promise<UploadReport> {
  const response = new Response(request.responseText, { status: request.status });
  if (!response.ok) throw await problemOf(response);
  const parsed = uploadReportSchema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw new Problem('internal', t('connection.strange'));
  return parsed.data;
}
