import { flushSync } from 'react-dom';
import type { View } from '../state/viewStore.ts';

export const LABEL_SEARCH_ID = 'label-search';

/** Opens the panel and puts the keyboard into its label search: the next key is written there already. */
export function focusLabelSearch(view: View): void {
  flushSync(() => view.setState({ panelOpen: true }));
  document.getElementById(LABEL_SEARCH_ID)?.focus();
}
