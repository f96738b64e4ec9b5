export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
/** Of one on which no clock is put on or back. */
export const DAY_MS = 24 * HOUR_MS;
