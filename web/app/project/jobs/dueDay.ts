import type { Job } from '@maskroom/shared/protocol/jobs';

/** A day of a date field, `2031-05-06`, to the end of that day where the reader is, ISO 8601. */
export const endOfDay = (day: string): string => new Date(`${day}T23:59:59`).toISOString();

/** The day of a moment where the reader is, as a date field has it. */
export function dayOf(moment: string): string {
  const at = new Date(moment);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** Whether its day has gone by with work left to do. */
export const isOverdue = ({ dueAt, images, skipped, submitted }: Job, now: number): boolean =>
  dueAt !== null && submitted + skipped < images && Date.parse(dueAt) < now;
