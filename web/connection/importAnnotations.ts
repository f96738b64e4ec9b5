import { type ImportReport, importReportSchema } from '@maskroom/shared/protocol/import';
import { type FormRequest, sendForm } from './sendForm.ts';

/** Sends a file of annotations into a project; `onShare` hears how much of it is out, 0 to 1. */
export function importAnnotations(
  projectId: string,
  file: File,
  onShare: (share: number) => void,
): FormRequest<ImportReport> {
  const form = new FormData();
  form.append('file', file, file.name);
  const path = `/projects/${encodeURIComponent(projectId)}/import?format=coco`;
  return sendForm(importReportSchema, path, form, onShare);
}
