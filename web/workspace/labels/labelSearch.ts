import type { View } from '../state/viewStore.ts';

export const LABEL_SEARCH_ID = 'label-search';

/** Opens the panel and puts the keyboard into its label search. */
export function focusLabelSearch(view: View): void {
  view.setState({ panelOpen: true });
  requestAnimationFrame(() => document.getElementById(LABEL_SEARCH_ID)?.focus());
}
