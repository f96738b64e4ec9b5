import { Problem, toProblem } from '@maskroom/shared/base/problem';
import type { Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Box } from '@maskroom/shared/geometry/polygon';
import { isAmbiguous } from '@maskroom/shared/prompt/prompt';
import type { PromptReply, PromptSet } from '@maskroom/shared/protocol/socket';
import type { Size } from '../inference/imageFrame.ts';
import type { DecodeResult, Segmenter } from '../inference/segmenter.ts';
import type { ModelTurns } from './DecodeTurns.ts';
import { type EncodedPlaceParts, EncodedPlaces, type Place, type RegionListener } from './EncodedPlaces.ts';
import { PendingPrompt } from './PendingPrompt.ts';
import { type Continuation, chainInput, type PromptChain } from './promptChain.ts';
import { promptFault } from './promptFault.ts';
import { boxOf, promptRegion } from './promptRegion.ts';
import { sameRegion } from './snapRegion.ts';
import { TooManyPrompts } from './TooManyPrompts.ts';

export interface PromptSessionParts extends EncodedPlaceParts {
  readonly segmenter: Pick<Segmenter, 'decode'>;
  readonly turns: ModelTurns;
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
  readonly #places: EncodedPlaces;
  /** Bounds of the instance that was refined last, as they were when it was asked for. */
  #refined: { readonly id: string; readonly box: Box | null } | null = null;
  #closed = false;

  constructor(
    parts: PromptSessionParts,
    readonly userId: string,
    readonly imageId: string,
    readonly imageSize: Size,
    onRegion: RegionListener = () => {},
  ) {
    this.#parts = parts;
    this.#places = new EncodedPlaces(parts, userId, imageId, onRegion);
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
    this.#places.close();
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
    this.#placeOfNewest().then(
      (place) => {
        if (this.#waiting) this.#parts.turns.ask(this.userId, () => this.#takeTurn(place));
        else this.#hasAsked = false;
      },
      (cause) => {
        this.#hasAsked = false;
        this.#waiting?.fail(toProblem(cause));
        this.#waiting = null;
      },
    );
  }

  async #placeOfNewest(): Promise<Place> {
    const { refine: id, region } = this.#waiting?.prompt ?? {};
    if (id && region) {
      const geometry = await this.#parts.loadRefineGeometry(this.imageId, id);
      this.#refined = { id, box: boxOf(geometry) };
    }
    return this.#places.get(() => (this.#waiting ? this.#regionOf(this.#waiting.prompt) : null));
  }

  #regionOf(prompt: PromptSet): Box | null {
    const refined = prompt.refine === this.#refined?.id ? this.#refined?.box : null;
    return promptRegion(prompt, refined ?? null, this.#chain, this.imageSize);
  }

  /** A newer prompt may have come that looks elsewhere: it asks anew. */
  async #takeTurn({ embedding, region }: Place): Promise<void> {
    this.#hasAsked = false;
    const pending = this.#waiting;
    if (!pending) return;
    if (!sameRegion(this.#regionOf(pending.prompt), region)) return this.#askForTurn();
    this.#waiting = null;
    this.#running = pending;
    const { prompt } = pending;
    const { hover } = prompt;
    const from = hover ? {} : chainInput(this.#chain, prompt, region);
    try {
      const result = await this.#decode(embedding, pending, from);
      if (!pending.isAnswered && !hover) {
        const geometries = result.candidates.map(({ geometry }) => geometry);
        this.#chain = { prompt, region, from, lowResMasks: result.lowResMasks, geometries };
      }
      pending.finish(result, region);
    } catch (cause) {
      pending.fail(toProblem(cause));
    } finally {
      this.#running = null;
    }
  }

  async #decode(
    embedding: Place['embedding'],
    pending: PendingPrompt,
    from: Continuation,
  ): Promise<DecodeResult> {
    const { points, box, refine: instanceId, tolerance } = pending.prompt;
    const prompt = { points, box };
    const isAlone = !from.maskInput && !from.refine;
    const refine = isAlone && instanceId ? await this.#refineGeometry(instanceId) : from.refine;
    pending.decodeStarts();
    return this.#parts.segmenter.decode(embedding, {
      prompt,
      multimask: isAmbiguous(prompt) && !instanceId,
      tolerancePx: tolerance,
      maskInput: from.maskInput,
      refine,
      keepsElsewhere: instanceId !== undefined && !box,
    });
  }

  async #refineGeometry(instanceId: string): Promise<Geometry> {
    const geometry = await this.#parts.loadRefineGeometry(this.imageId, instanceId);
    if (!geometry) throw new Problem('not-found', 'The shape to refine is not there any more.');
    return geometry;
  }
}
