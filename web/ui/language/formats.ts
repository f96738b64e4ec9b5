import { language } from './language.ts';

const numbers = new Map<string, Intl.NumberFormat>();
const moments = new Map<string, Intl.DateTimeFormat>();

function numberFormat(digits: number): Intl.NumberFormat {
  const key = `${language()} ${digits}`;
  const format =
    numbers.get(key) ??
    new Intl.NumberFormat(language(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
  numbers.set(key, format);
  return format;
}

/** `1,204`. */
export const number = (value: number): string => numberFormat(0).format(value);

/** With so many digits behind the point: `0.94`. */
export const decimal = (value: number, digits: number): string => numberFormat(digits).format(value);

/** A day and a time of the reader's own clock; `at` is milliseconds since 1970 or an ISO date. */
export function moment(at: number | string, style: Intl.DateTimeFormatOptions): string {
  const key = `${language()} ${JSON.stringify(style)}`;
  const format = moments.get(key) ?? new Intl.DateTimeFormat(language(), style);
  moments.set(key, format);
  return format.format(new Date(at));
}

/** `14:03`, on the reader's own clock. */
export const clock = (at: number): string =>
  moment(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
