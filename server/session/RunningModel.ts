import { Problem } from '@maskroom/shared/base/problem';
import type { Segmenter } from '../inference/segmenter.ts';
import type { Log } from '../log/log.ts';
import { createPromptModel, type PromptModel, type PromptModelParts } from './PromptModel.ts';

/** A model for as long as somebody needs it. */
export interface HeldModel extends PromptModel {
  /** To be called once done with it; again does nothing. */
  release(): void;
}

export interface RunningModelOptions extends PromptModelParts {
  /** @throws Problem `model-unknown`, `model-failed` */
  readonly start: () => Promise<Segmenter>;
  /** Unheld for this long it closes; null: never. */
  readonly idleMs: number | null;
  readonly log: Log;
  readonly onStarted: (promptModel: PromptModel) => void;
  /** It is closed or has failed: nobody may hold it anew. */
  readonly onEnd: (fault: Problem | null) => void;
}

/** One model from its start until nobody needs it any more, or until it turns out not to work. */
export class RunningModel {
  readonly #options: RunningModelOptions;
  readonly #log: Log;
  /** Its folder is whole and its threads are on their way. Rejects, as {@link ready}, with the cause as it is, paths and all. */
  readonly begun: Promise<{ readonly segmenter: Segmenter; readonly promptModel: PromptModel }>;
  readonly ready: Promise<void>;
  state: 'starting' | 'ready' | 'ended' = 'starting';
  promptModel: PromptModel | null = null;
  #fault: Problem | null = null;
  #holders = 0;
  #idle: NodeJS.Timeout | undefined;
  #releasedAt = performance.now();

  constructor(
    readonly modelId: string,
    options: RunningModelOptions,
  ) {
    this.#options = options;
    this.#log = options.log.child({ model: modelId });
    this.begun = this.#begin();
    this.ready = this.#becomeReady();
    this.ready.catch(() => {});
  }

  /** How many hold it. */
  get holders(): number {
    return this.#holders;
  }

  /** Since when nobody has held it, as `performance.now()` counts; null while somebody does, or it is to stay. */
  get idleSince(): number | null {
    return this.#holders > 0 || this.#options.idleMs === null ? null : this.#releasedAt;
  }

  /** Rejects with Problem `model-unknown` or `model-failed`, without the server's paths. */
  async hold(): Promise<HeldModel> {
    this.#holders++;
    clearTimeout(this.#idle);
    let held = true;
    const release = (): void => {
      if (!held) return;
      held = false;
      this.#holders--;
      this.#releasedAt = performance.now();
      this.#closeWhenIdle();
    };
    try {
      const { promptModel } = await this.begun;
      return { ...promptModel, release };
    } catch (cause) {
      release();
      throw this.#fault ?? cause;
    }
  }

  async close(): Promise<void> {
    this.#end(null);
    const begun = await this.begun.catch(() => null);
    await begun?.segmenter.close();
  }

  async #begin() {
    const started = await this.#options.start();
    const segmenter = { ...started, model: { ...started.model, id: this.modelId } };
    const promptModel = createPromptModel(segmenter, this.#options, () => this.#fault);
    this.promptModel = promptModel;
    this.#options.onStarted(promptModel);
    return { segmenter, promptModel };
  }

  async #becomeReady(): Promise<void> {
    try {
      const { segmenter } = await this.begun;
      await segmenter.ready();
      if (this.state === 'starting') this.state = 'ready';
    } catch (cause) {
      if (this.state === 'ended') return;
      this.#log.warn({ err: cause }, 'a model could not be started');
      const isUnknown = cause instanceof Problem && cause.code === 'model-unknown';
      this.#end(
        isUnknown
          ? new Problem('model-unknown', `This server has no model "${this.modelId}".`)
          : new Problem(
              'model-failed',
              `The model "${this.modelId}" could not be started; the server's log says why.`,
            ),
      );
      void this.close();
      throw cause;
    }
  }

  #end(fault: Problem | null): void {
    clearTimeout(this.#idle);
    if (this.state === 'ended') return;
    this.state = 'ended';
    this.#fault = fault;
    this.#options.onEnd(fault);
  }

  #closeWhenIdle(): void {
    const { idleMs } = this.#options;
    clearTimeout(this.#idle);
    if (idleMs === null || this.#holders > 0 || this.state === 'ended') return;
    this.#idle = setTimeout(() => {
      // What is being encoded for later is worth the wait.
      if (this.promptModel && this.promptModel.embeddings.encoding > 0) this.#closeWhenIdle();
      else void this.close();
    }, idleMs);
    this.#idle.unref();
  }
}
