import { decimal, number } from './language/formats.ts';

/** A share 0..1 as `64 %`. */
export const percent = (share: number): string => `${number(Math.round(share * 100))} %`;

/** Bytes as people say them: `3.4 MB`. */
export function megabytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  const mega = bytes / 1_000_000;
  return mega < 1_000 ? `${decimal(mega, mega < 10 ? 1 : 0)} MB` : `${decimal(mega / 1_000, 1)} GB`;
}
