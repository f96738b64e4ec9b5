import type { UploadReport } from '@maskroom/shared/protocol/http';
import { problemWords, t } from '../../../ui/language/language.ts';

/** One file on its way to the server. */
export type UploadState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sending'; readonly sentBytes: number }
  | { readonly kind: 'added' }
  | { readonly kind: 'duplicate' }
  /** The server or the browser said no; `retryable` when the same file may pass another time. */
  | { readonly kind: 'refused'; readonly reason: string; readonly retryable: boolean };

export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly state: UploadState;
}

/** A batch goes in one request: small enough that progress is real and a lost one costs little. */
export const BATCH_FILES = 8;
export const BATCH_BYTES = 24_000_000;

/** What goes next: waiting files in order up to the limits, at least one. */
export function nextBatch(uploads: readonly Upload[]): Upload[] {
  const batch: Upload[] = [];
  let bytes = 0;
  for (const upload of uploads) {
    if (upload.state.kind !== 'waiting') continue;
    if (batch.length > 0 && bytes + upload.bytes > BATCH_BYTES) break;
    batch.push(upload);
    bytes += upload.bytes;
    if (batch.length === BATCH_FILES) break;
  }
  return batch;
}

/** How many bytes of each file are out when `sent` bytes of the whole request are: they go one after another. */
export function spreadSent(batch: readonly Upload[], sent: number): number[] {
  let left = sent;
  return batch.map(({ bytes }) => {
    const own = Math.min(bytes, Math.max(0, left));
    left -= own;
    return own;
  });
}

/** What the server's report says of each file of a batch, by its place in the request. */
export function outcomes(batch: readonly Upload[], report: UploadReport): UploadState[] {
  const added = new Map(report.images.map((image) => [image.place, image]));
  const refused = new Map(report.rejected.map((file) => [file.place, file]));
  return batch.map((_, place) => {
    const no = refused.get(place);
    if (no)
      return {
        kind: 'refused',
        reason: problemWords(no),
        retryable: no.code === 'unavailable' || no.code === 'internal',
      };
    const image = added.get(place);
    if (image) return { kind: image.duplicateOf === undefined ? 'added' : 'duplicate' };
    return { kind: 'refused', reason: t('upload.unclear'), retryable: true };
  });
}

export interface UploadTotals {
  readonly files: number;
  /** Files whose fate is known. */
  readonly settled: number;
  readonly added: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly bytes: number;
  readonly sentBytes: number;
}

/** The sum of all; refused files count as sent, so that the bar ends full. */
export function totalsOf(uploads: readonly Upload[]): UploadTotals {
  const totals = {
    files: uploads.length,
    settled: 0,
    added: 0,
    duplicates: 0,
    refused: 0,
    bytes: 0,
    sentBytes: 0,
  };
  for (const { bytes, state } of uploads) {
    totals.bytes += bytes;
    if (state.kind === 'sending') totals.sentBytes += state.sentBytes;
    if (state.kind === 'waiting' || state.kind === 'sending') continue;
    totals.sentBytes += bytes;
    totals.settled++;
    if (state.kind === 'added') totals.added++;
    else if (state.kind === 'duplicate') totals.duplicates++;
    else totals.refused++;
  }
  return totals;
}
