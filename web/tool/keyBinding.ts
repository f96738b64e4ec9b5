/** Where a binding holds. When several scopes are active the earlier in {@link scopeOrder} wins. */
export type KeyScope = 'preview' | 'review' | 'queue' | 'workspace';
export const scopeOrder: readonly KeyScope[] = ['preview', 'review', 'queue', 'workspace'];

/** Scopes that can be active at the same time: on a picture, and in the queue. */
const together: readonly (readonly KeyScope[])[] = [
  ['preview', 'review', 'workspace'],
  ['review', 'queue'],
];
export const mayMeet = (a: KeyScope, b: KeyScope): boolean =>
  together.some((scopes) => scopes.includes(a) && scopes.includes(b));

/** Positions go by `code` (the same place on every layout), symbols by `key` (whatever types them). */
export type KeyStroke =
  | { readonly code: string; readonly ctrl?: true; readonly shift?: true; readonly alt?: true }
  | { readonly key: string };

export interface KeyBinding {
  readonly id: string;
  readonly group: 'Tools' | 'Drawing' | 'Labels' | 'Images' | 'Edit' | 'View' | 'Review';
  readonly scope: KeyScope;
  /** The first is the one that is shown; none: it has no key. */
  readonly strokes: readonly KeyStroke[];
  /** Commands of wider scopes whose strokes this one takes over while its own scope is active. */
  readonly shadows?: readonly string[];
}

export const position = (code: string): KeyStroke => ({ code });
export const symbol = (key: string): KeyStroke => ({ key });
export const ctrl = (code: string): KeyStroke => ({ code, ctrl: true });
export const shift = (code: string): KeyStroke => ({ code, shift: true });
export const alt = (code: string): KeyStroke => ({ code, alt: true });
export const ctrlShift = (code: string): KeyStroke => ({ code, ctrl: true, shift: true });
