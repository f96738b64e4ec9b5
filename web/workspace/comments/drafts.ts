import type { CommentDraft, View } from '../state/viewStore.ts';

/** Begins a comment, or goes on writing it. `key`: the picture's id, or that of the thread which it answers. */
export function draftComment(view: View, key: string, part: Partial<CommentDraft>): void {
  view.setState(({ drafts }) => ({
    drafts: new Map(drafts).set(key, { place: null, text: '', ...drafts.get(key), ...part }),
  }));
}

/** It was sent, or is not to be. */
export function dropDraft(view: View, key: string): void {
  view.setState(({ drafts }) => ({ drafts: new Map([...drafts].filter(([other]) => other !== key)) }));
}
