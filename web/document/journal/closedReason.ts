import type { RefusalReason } from './step.ts';

/** What a final close code means for work that still waits; null: it may be brought another time. */
export function closedReason(code: number): RefusalReason | null {
  switch (code) {
    // Signed out, and a document that was made anew.
    case 4401:
    case 4409:
      return null;
    case 4403:
      return 'no-access';
    case 4404:
      return 'picture-gone';
    case 4410:
      return 'left-work';
    case 4413:
      return 'too-large';
    default:
      return 'not-allowed';
  }
}
