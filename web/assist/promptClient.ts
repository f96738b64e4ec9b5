import type { Box } from '@maskroom/shared/geometry/polygon';
import type { Prompt } from '@maskroom/shared/prompt/prompt';
import type { PromptReply, PromptSet } from '@maskroom/shared/protocol/socket';
import { t } from '../ui/language/language.ts';

/** What is asked: the whole prompt each time, so that asking again after a broken connection is safe. */
export interface Question {
  readonly prompt: Prompt;
  /** A preview under a resting pointer, before any click. */
  readonly hover: boolean;
  /** Which candidate of the last reply an added click goes on from. */
  readonly candidate?: number;
  /** The instance whose shape is bettered. */
  readonly refine?: string;
  /** What the person sees, where only that is to be looked at, more closely. */
  readonly region?: Box;
}

export interface PromptClientOptions {
  readonly imageId: string;
  /** Sends one prompt; rejects when the connection breaks before the answer. */
  readonly send: (prompt: PromptSet) => Promise<PromptReply>;
  readonly sendClear: () => void;
  readonly onReply: (question: Question, reply: PromptReply, roundTripMs: number) => void;
  readonly newId?: () => string;
}

/**
 * Asks the model, newest wins: one question at most is on its way, and of those behind it only the newest is
 * kept. Answers to what has been replaced or cleared are dropped. While the model is not ready, previews are
 * dropped and the newest click is kept until it is.
 */
export interface PromptClient {
  ask(question: Question): void;
  /** Forgets everything; an answer on its way will be dropped. */
  clear(): void;
  setReady(ready: boolean): void;
  readonly isHoldingClick: boolean;
  close(): void;
}

/** More previews a second than this would be asked for faster than a display shows them. */
export const HOVER_MS = 15;

/** Ends a wait on the connection with an honest reply. */
const lost = (promptId: string): PromptReply => ({
  promptId,
  status: 'error',
  candidates: [],
  timings: { queueMs: 0, decodeMs: 0, traceMs: 0 },
  code: 'unavailable',
  message: t('assist.broke'),
});

interface OnItsWay {
  readonly question: Question;
  /** Clicks and clears start a new one; previews stay in theirs, so that a moving pointer still sees masks. */
  readonly generation: number;
}

export function createPromptClient(options: PromptClientOptions): PromptClient {
  const { imageId, send, sendClear, onReply, newId = () => crypto.randomUUID() } = options;
  let onItsWay: OnItsWay | null = null;
  let waiting: Question | null = null;
  let [generation, ready, asked, closed] = [0, false, false, false];
  let hoverTimer: ReturnType<typeof setTimeout> | null = null;
  let hoverAt = 0;

  function next(): void {
    if (onItsWay || !waiting || !ready || closed) return;
    const wait = waiting.hover ? hoverAt + HOVER_MS - performance.now() : 0;
    if (wait > 0) {
      hoverTimer ??= setTimeout(() => {
        hoverTimer = null;
        next();
      }, wait);
      return;
    }
    const question = waiting;
    waiting = null;
    void put(question);
  }

  async function put(question: Question): Promise<void> {
    const mine: OnItsWay = { question, generation };
    const promptId = newId();
    const startedAt = performance.now();
    onItsWay = mine;
    asked = true;
    if (question.hover) hoverAt = startedAt;
    const reply = await send(toPromptSet(question, promptId, imageId)).catch(() => null);
    onItsWay = null;
    if (closed) return;
    const isCurrent = mine.generation === generation;
    // A click whose connection broke is asked again as soon as there is a new one.
    if (reply === null && isCurrent && !question.hover && !ready) waiting ??= question;
    else if (isCurrent) {
      const answer = reply?.promptId === promptId ? reply : lost(promptId);
      onReply(question, answer, performance.now() - startedAt);
    }
    next();
  }

  return {
    ask(question) {
      if (question.hover && !ready) return;
      if (!question.hover) generation++;
      waiting = question;
      next();
    },
    clear() {
      generation++;
      waiting = null;
      if (asked) sendClear();
      asked = false;
    },
    setReady(value) {
      ready = value;
      next();
    },
    get isHoldingClick() {
      return waiting !== null && !waiting.hover && !ready;
    },
    close() {
      closed = true;
      if (hoverTimer !== null) clearTimeout(hoverTimer);
    },
  };
}

const toPromptSet = (
  { prompt, hover, candidate, refine, region }: Question,
  promptId: string,
  imageId: string,
): PromptSet => ({
  promptId,
  imageId,
  points: prompt.points.map(([x, y, label]) => [x, y, label]),
  ...(prompt.box && { box: [...prompt.box] }),
  ...(candidate !== undefined && { candidate }),
  ...(refine !== undefined && { refine }),
  ...(region && { region: [...region] }),
  ...(hover && { hover }),
});
