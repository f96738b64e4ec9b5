import type { Box } from '@maskroom/shared/geometry/polygon';
import { isEmpty, type Prompt } from '@maskroom/shared/prompt/prompt';
import type { PromptReply } from '@maskroom/shared/protocol/socket';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { problemWords } from '../ui/language/language.ts';
import { type ShownCandidate, showCandidates } from './candidates.ts';
import { createPromptClient, type PromptClientOptions, type Question } from './promptClient.ts';

export const noPrompt: Prompt = { points: [] };

export interface AssistState {
  /** What was clicked and drawn, previews left out. */
  readonly prompt: Prompt;
  /** Largest first; empty when there is no mask. */
  readonly candidates: readonly ShownCandidate[];
  /** The candidate shown, an index into `candidates`. */
  readonly index: number;
  /** The candidates answer a preview, not a click. */
  readonly hover: boolean;
  /** Clicks that are collected: the model is asked of all together. */
  readonly held: boolean;
  /** A click waits for its mask. */
  readonly busy: boolean;
  /** The last click's way there and back, ms; null before the first. */
  readonly clickMs: number | null;
  /** The instance that the clicks better, null: they make a new one. */
  readonly refining: string | null;
  /** The region that the candidates are of; null: the whole picture. Outlines end at its border. */
  readonly region: Box | null;
  /** Why the last click brought no mask, as a sentence. */
  readonly error: string | null;
}

export interface Assist {
  readonly store: StoreApi<AssistState>;
  /** `region`: what is in sight, where only that is to be looked at. `hold`: not asked before {@link askHeld}. */
  setPrompt(
    prompt: Prompt,
    options?: { readonly hover?: boolean; readonly hold?: boolean; readonly region?: Box },
  ): void;
  /** Asks what was held back, if anything was. */
  askHeld(): void;
  /** What clicks are about from now on: an instance to better, or null, a new one. Forgets the prompt. */
  refine(instanceId: string | null): void;
  /** Another model answers from here on: what was clicked so far is asked of it. */
  askAgain(): void;
  clear(): void;
  cycle(step: 1 | -1): boolean;
  choose(index: number): void;
  /** The candidate that answers the clicks, null while there is none or only a preview. */
  accepted(): ShownCandidate | null;
  setReady(ready: boolean): void;
  close(): void;
}

const empty = {
  prompt: noPrompt,
  candidates: [],
  index: 0,
  hover: false,
  held: false,
  busy: false,
  error: null,
  region: null,
} as const;

/** The conversation with the model about one picture. */
export function createAssist(
  options: Pick<PromptClientOptions, 'imageId' | 'send' | 'sendClear'>,
  onError: (message: string) => void,
): Assist {
  const store = createStore<AssistState>(() => ({ ...empty, clickMs: null, refining: null }));
  const client = createPromptClient({ ...options, onReply });
  /** The last click's, with what it refines and where it looks. */
  let asked: Question | null = null;

  function onReply(question: Question, reply: PromptReply, roundTripMs: number): void {
    if (reply.status === 'superseded') return;
    if (reply.status === 'error') {
      if (question.hover) return;
      const words = problemWords(reply);
      store.setState({ busy: false, error: words });
      onError(words);
      return;
    }
    const candidates = showCandidates(reply.candidates);
    const best = candidates.findIndex(({ rank }) => rank === 0);
    const region = (reply.status === 'done' && reply.region) || null;
    const shown = { candidates, index: Math.max(0, best), hover: question.hover, region };
    if (question.hover) store.setState(shown);
    else store.setState({ ...shown, busy: false, error: null, clickMs: roundTripMs });
  }

  /** An added click goes on from the candidate that is shown; anything else starts from nothing. */
  function chosenCandidate(prompt: Prompt): { candidate?: number } {
    const { candidates, index, hover, prompt: before } = store.getState();
    const continues = before.points.length > 0 && prompt.points.length > before.points.length;
    const shown = candidates[index];
    return continues && !hover && shown ? { candidate: shown.rank } : {};
  }

  function clear(): void {
    client.clear();
    store.setState(empty);
  }

  return {
    store,
    setPrompt(prompt, { hover = false, hold = false, region } = {}) {
      if (isEmpty(prompt)) return clear();
      if (hover) {
        // A preview never takes the place of a mask that was clicked for.
        if (isEmpty(store.getState().prompt)) client.ask({ prompt, hover, region });
        return;
      }
      const refine = store.getState().refining ?? undefined;
      const question = { prompt, hover, region, refine, ...chosenCandidate(prompt) };
      store.setState({ prompt, held: hold, busy: !hold, error: null });
      asked = question;
      if (!hold) client.ask(question);
    },
    askHeld() {
      if (!asked || !store.getState().held) return;
      store.setState({ held: false, busy: true });
      client.ask(asked);
    },
    askAgain() {
      const { prompt } = store.getState();
      if (isEmpty(prompt)) return clear();
      store.setState({ ...empty, prompt, busy: true });
      client.ask({ ...asked, prompt, hover: false, candidate: undefined });
    },
    clear,
    refine(instanceId) {
      if (instanceId === store.getState().refining) return;
      clear();
      store.setState({ refining: instanceId });
    },
    cycle(step) {
      const { candidates, index } = store.getState();
      if (candidates.length < 2) return false;
      store.setState({ index: (index + step + candidates.length) % candidates.length });
      return true;
    },
    choose(index) {
      if (index in store.getState().candidates) store.setState({ index });
    },
    accepted() {
      const { candidates, index, hover } = store.getState();
      return hover ? null : (candidates[index] ?? null);
    },
    setReady: client.setReady,
    close: client.close,
  };
}
