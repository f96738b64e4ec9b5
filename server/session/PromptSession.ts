import { Problem, toProblem } from '@maskroom/shared/base/problem';
import type { Geometry } from '@maskroom/shared/geometry/geometryCodec';
import { isAmbiguous } from '@maskroom/shared/prompt/prompt';
import type { PromptReply, PromptSet } from '@maskroom/shared/protocol/socket';
import type { Size } from '../inference/imageFrame.ts';
import type { DecodeResult, ImageEmbedding, Segmenter } from '../inference/segmenter.ts';
import type { DecodeTurns } from './DecodeTurns.ts';
import { PendingPrompt } from './PendingPrompt.ts';
import { chainInput, type PromptChain } from './promptChain.ts';
import { promptFault } from './promptFault.ts';
import { TooManyPrompts } from './TooManyPrompts.ts';

export interface PromptSessionParts {
  readonly embeddings: { get(imageId: string): Promise<ImageEmbedding> };
  readonly segmenter: Pick<Segmenter, 'decode'>;
  readonly turns: DecodeTurns;
  /** The shape of an instance that a prompt refines; null when it is not there. */
  readonly loadRefineGeometry: (imageId: string, instanceId: string) => Promise<Geometry | null>;
}

const REMEMBERED_REPLIES = 64;

/** One annotator on one image. The rules are in SPEC.md. */
export class PromptSession {
  readonly #parts: PromptSessionParts;
  readonly #replies = new Map<string, Promise<PromptReply>>();
  #waiting: PendingPrompt | null = null;
  #running: PendingPrompt | null = null;
  #hasAsked = false;
  #chain: PromptChain | null = null;
  #closed = false;

  constructor(
    parts: PromptSessionParts,
    readonly userId: string,
    readonly imageId: string,
    readonly imageSize: Size,
  ) {
    this.#parts = parts;
  }

  /** Answers each `promptId` exactly once; never rejects. */
  set(prompt: PromptSet): Promise<PromptReply> {
    const known = this.#replies.get(prompt.promptId);
    if (known) return known;
    const pending = new PendingPrompt(prompt);
    this.#remember(prompt.promptId, pending.reply);
    this.#admit(pending);
    return pending.reply;
  }

  /** Forgets the clicks so far. */
  clear(): void {
    this.#waiting?.supersede();
    this.#running?.supersede();
    this.#waiting = null;
    this.#chain = null;
  }

  close(): void {
    this.#closed = true;
    this.clear();
  }

  #remember(promptId: string, reply: Promise<PromptReply>): void {
    this.#replies.set(promptId, reply);
    const [oldest] = this.#replies.keys();
    if (this.#replies.size > REMEMBERED_REPLIES) this.#replies.delete(oldest);
  }

  #admit(pending: PendingPrompt): void {
    const fault = promptFault(pending.prompt, this.imageSize) ?? this.#overload();
    const clickWaits = this.#waiting !== null && !this.#waiting.prompt.hover;
    if (fault) {
      pending.fail(fault);
    } else if (this.#closed || (pending.prompt.hover && clickWaits)) {
      pending.supersede();
    } else {
      this.#waiting?.supersede();
      this.#waiting = pending;
      this.#askForTurn();
    }
  }

  /** A prompt that takes the place of a waiting one adds nothing to the load. */
  #overload(): Problem | null {
    return !this.#waiting && this.#parts.turns.isFullFor(this.userId) ? new TooManyPrompts() : null;
  }

  /** One request for a turn at a time; whichever prompt is the newest then takes it. */
  #askForTurn(): void {
    if (this.#hasAsked) return;
    this.#hasAsked = true;
    this.#parts.embeddings.get(this.imageId).then(
      (embedding) => {
        if (this.#waiting) this.#parts.turns.ask(this.userId, () => this.#takeTurn(embedding));
        else this.#hasAsked = false;
      },
      (cause) => {
        this.#hasAsked = false;
        this.#waiting?.fail(toProblem(cause));
        this.#waiting = null;
      },
    );
  }

  async #takeTurn(embedding: ImageEmbedding): Promise<void> {
    this.#hasAsked = false;
    const pending = this.#waiting;
    if (!pending) return;
    this.#waiting = null;
    this.#running = pending;
    const { hover } = pending.prompt;
    const maskInput = hover ? undefined : chainInput(this.#chain, pending.prompt);
    try {
      const result = await this.#decode(embedding, pending, maskInput);
      if (!pending.isAnswered && !hover) {
        this.#chain = { prompt: pending.prompt, maskInput, lowResMasks: result.lowResMasks };
      }
      pending.finish(result);
    } catch (cause) {
      pending.fail(toProblem(cause));
    } finally {
      this.#running = null;
    }
  }

  async #decode(
    embedding: ImageEmbedding,
    pending: PendingPrompt,
    maskInput: Float32Array | undefined,
  ): Promise<DecodeResult> {
    const { points, box, refine: instanceId, tolerance } = pending.prompt;
    const prompt = { points, box };
    const refine = maskInput || !instanceId ? undefined : await this.#refineGeometry(instanceId);
    pending.decodeStarts();
    return this.#parts.segmenter.decode(embedding, {
      prompt,
      multimask: isAmbiguous(prompt) && !instanceId,
      tolerancePx: tolerance,
      maskInput,
      refine,
    });
  }

  async #refineGeometry(instanceId: string): Promise<Geometry> {
    const geometry = await this.#parts.loadRefineGeometry(this.imageId, instanceId);
    if (!geometry) throw new Problem('not-found', 'The shape to refine is not there any more.');
    return geometry;
  }
}
