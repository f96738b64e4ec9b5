import type { Problem } from '@maskroom/shared/base/problem';
import type { Box } from '@maskroom/shared/geometry/polygon';
import type { PromptReply, PromptSet, PromptTimings } from '@maskroom/shared/protocol/socket';
import type { DecodeResult } from '../inference/segmenter.ts';

/** A prompt on its way to its one reply; the first answer counts, later ones are ignored (P1). */
export class PendingPrompt {
  readonly reply: Promise<PromptReply>;
  readonly #setAt = performance.now();
  #queueMs: number | null = null;
  #settle: ((reply: PromptReply) => void) | null = null;

  constructor(readonly prompt: PromptSet) {
    this.reply = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  get isAnswered(): boolean {
    return this.#settle === null;
  }

  decodeStarts(): void {
    this.#queueMs = performance.now() - this.#setAt;
  }

  /** `region`: where it was decoded; null: in the whole picture. */
  finish({ candidates, decodeMs, traceMs }: DecodeResult, region: Box | null): void {
    const place = region && { region };
    this.#answer({ ...this.#head(decodeMs, traceMs), status: 'done', candidates, ...place });
  }

  supersede(): void {
    this.#answer({ ...this.#head(), status: 'superseded', candidates: [] });
  }

  fail({ code, message }: Problem): void {
    this.#answer({ ...this.#head(), status: 'error', candidates: [], code, message });
  }

  #head(decodeMs = 0, traceMs = 0): { promptId: string; timings: PromptTimings } {
    const queueMs = this.#queueMs ?? performance.now() - this.#setAt;
    return { promptId: this.prompt.promptId, timings: { queueMs, decodeMs, traceMs } };
  }

  #answer(reply: PromptReply): void {
    this.#settle?.(reply);
    this.#settle = null;
  }
}
