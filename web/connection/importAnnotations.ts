import { type ImportFormat, type ImportReport, importReportSchema } from '@maskroom/shared/protocol/import';
import { type FormRequest, sendForm } from './sendForm.ts';

export interface ImportWish {
  readonly file: File;
  readonly format: ImportFormat;
  /** For what has no category. */
  readonly label?: string;
}

/** Sends a file of annotations into a project; `onShare` hears how much of it is out, 0 to 1. */
export function importAnnotations(
  projectId: string,
  { file, format, label }: ImportWish,
  onShare: (share: number) => void,
): FormRequest<ImportReport> {
  const form = new FormData();
  form.append('file', file, file.name);
  const query = new URLSearchParams({ format, ...(label && { label }) });
  const path = `/projects/${encodeURIComponent(projectId)}/import?${query}`;
  return sendForm(importReportSchema, path, form, onShare);
}
