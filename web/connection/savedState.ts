import { t } from '../ui/language/language.ts';

/** Whether one's work is safe, as the person reads it. Times are milliseconds since 1970. */
export type SavedState =
  | { readonly state: 'opening' }
  | { readonly state: 'saved'; readonly at: number }
  | { readonly state: 'saving'; readonly count: number }
  | { readonly state: 'offline'; readonly queued: number }
  | {
      readonly state: 'closed';
      readonly code: number;
      readonly reason: CloseReason;
      readonly queued: number;
    };

export interface CloseReason {
  readonly title: string;
  /** What the person can do now. */
  readonly advice: string;
  readonly action: 'sign-in' | 'reload' | 'leave';
}

/** Codes 4400 to 4499 are the server's last word; every other close is tried again. */
export function closeReason(code: number): CloseReason {
  switch (code) {
    case 4401:
      return { title: t('closed.signedOut'), advice: t('closed.signIn'), action: 'sign-in' };
    case 4403:
      return {
        title: t('closed.mayNot'),
        advice: t('closed.askLead'),
        action: 'leave',
      };
    case 4404:
      return {
        title: t('closed.gone'),
        advice: t('closed.deleted'),
        action: 'leave',
      };
    case 4410:
      return {
        title: t('closed.leftWork'),
        advice: t('closed.leftWorkAdvice'),
        action: 'leave',
      };
    case 4409:
      return {
        title: t('closed.outOfDate'),
        advice: t('closed.reload'),
        action: 'reload',
      };
    case 4413:
      return {
        title: t('closed.large'),
        advice: t('closed.largeAdvice'),
        action: 'reload',
      };
    default:
      return {
        title: t('closed.refused'),
        advice: t('closed.refusedAdvice'),
        action: 'reload',
      };
  }
}

/** Edits that the server has not confirmed. */
export function unsavedCount(saved: SavedState): number {
  if (saved.state === 'saving') return saved.count;
  return saved.state === 'offline' || saved.state === 'closed' ? saved.queued : 0;
}
