import { moment } from '../../../ui/language/formats.ts';

/** Milliseconds since 1970 or an ISO date as a day and a time of the reader's own clock. */
export const dayAndTime = (at: number | string): string =>
  moment(at, { dateStyle: 'medium', timeStyle: 'short' });
