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
      return { title: 'You are signed out', advice: 'Sign in again to go on.', action: 'sign-in' };
    case 4403:
      return {
        title: 'You may not open this picture',
        advice: 'Ask a lead of the project for access.',
        action: 'leave',
      };
    case 4404:
      return {
        title: 'This picture is gone',
        advice: 'Somebody deleted it, or the link is wrong.',
        action: 'leave',
      };
    case 4409:
      return {
        title: 'This page is out of date',
        advice: 'Reload it to go on where you were.',
        action: 'reload',
      };
    case 4413:
      return {
        title: 'This change is larger than the server takes',
        advice:
          'What was saved before is safe. Reload the page, and draw it with fewer vertices; in a full picture, delete objects first.',
        action: 'reload',
      };
    default:
      return {
        title: 'The server refused what this page sent',
        advice: 'What was saved is safe. Reload the page to go on.',
        action: 'reload',
      };
  }
}

/** Edits that the server has not confirmed. */
export function unsavedCount(saved: SavedState): number {
  if (saved.state === 'saving') return saved.count;
  return saved.state === 'offline' || saved.state === 'closed' ? saved.queued : 0;
}
