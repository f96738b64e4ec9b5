const format = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** Milliseconds since 1970 or an ISO date as a day and a time of the reader's own clock. */
export const dayAndTime = (at: number | string): string => format.format(new Date(at));
