import { type UploadReport, uploadReportSchema } from '@maskroom/shared/protocol/http';
import { type FormRequest, sendForm } from './sendForm.ts';

export type ImageUpload = FormRequest<UploadReport>;

/** Sends files into a project in one request; `onSent` hears how many bytes of them are out. */
export function uploadImages(
  projectId: string,
  files: readonly File[],
  onSent: (bytes: number) => void,
): ImageUpload {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.name);
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const path = `/projects/${encodeURIComponent(projectId)}/images`;
  return sendForm(uploadReportSchema, path, form, (share) => onSent(bytes * share));
}
