import { createListeners } from '@maskroom/shared/base/listeners';
import { Problem } from '@maskroom/shared/base/problem';
import type {
  EmbeddedPicture,
  FailedListener,
  ProgressListener,
  ReadyListener,
} from '../embedding/EmbeddingCache.ts';
import { findModelFolder, type InstalledModel, listInstalledModels } from '../inference/installedModels.ts';
import type { Placement } from '../inference/provider/placement.ts';
import type { Segmenter } from '../inference/segmenter.ts';
import type { Log } from '../log/log.ts';
import type { PromptModel, PromptModelParts } from './PromptModel.ts';
import { type HeldModel, RunningModel } from './RunningModel.ts';

export type { PromptModel } from './PromptModel.ts';
export type { HeldModel } from './RunningModel.ts';

export interface PromptModelsOptions extends PromptModelParts {
  readonly defaultId: string;
  readonly modelsFolders: readonly string[];
  /** The default model counts. */
  readonly mostRunning: number;
  /** @throws Problem `model-unknown`, `model-failed` */
  readonly startModel: (modelId: string) => Promise<Segmenter>;
  readonly log: Log;
  /** Default {@link IDLE_MS}. */
  readonly idleMs?: number;
}

export type ModelState = 'ready' | 'starting' | 'stopped' | 'failed';

export interface ListedModel extends Pick<InstalledModel['manifest'], 'name' | 'family' | 'license'> {
  readonly id: string;
  /** `stopped`: the first to ask for it starts it. `failed`: the last start did; the next to ask tries again. */
  readonly state: ModelState;
  /** Why the last start failed. */
  readonly reason: string | null;
  readonly isDefault: boolean;
  /** False: opening it now would be refused with `model-limit`. */
  readonly mayStart: boolean;
}

/** Of a model that runs, for whoever keeps the server running. */
export interface ModelLoad {
  readonly id: string;
  readonly state: ModelState;
  /** Images open with it, and other work that holds it. */
  readonly holders: number;
  /** Pictures being encoded or waiting for it. */
  readonly encoding: number;
  /** Where it runs; null before that is known. */
  readonly placement: Placement | null;
  /** Threads left behind in runs that do not end. */
  readonly hungThreads: number;
}

/** Somebody who looks at another picture with another model for a while comes back to this one hot. */
const IDLE_MS = 5 * 60_000;
/** Pictures: an upload of thousands is not to keep the encoder at work for hours. */
const MOST_AHEAD = 100;

type OfModel<Heard extends (...event: never[]) => void> = [modelId: string, ...event: Parameters<Heard>];

/**
 * The models of a server: those that are installed, and those of them at work. The default one runs from the start;
 * another is started by the first to ask for it, once for all who do, and closed some minutes after the last has let
 * go of it. SPEC.md has the rules (M).
 */
export class PromptModels {
  readonly #options: PromptModelsOptions;
  readonly #running = new Map<string, RunningModel>();
  readonly #faults = new Map<string, Problem>();
  readonly #default: RunningModel;
  #closed = false;
  readonly #hearing = {
    progress: createListeners<OfModel<ProgressListener>>(),
    ready: createListeners<OfModel<ReadyListener>>(),
    failed: createListeners<OfModel<FailedListener>>(),
  };

  constructor(options: PromptModelsOptions) {
    this.#options = options;
    this.#default = this.#runningOf(options.defaultId);
  }

  get defaultId(): string {
    return this.#options.defaultId;
  }

  /** What is installed now: a model that was put there since the start is in it. */
  async list(): Promise<ListedModel[]> {
    const installed = await listInstalledModels(this.#options.modelsFolders);
    const hasRoom = this.#hasRoom();
    return installed.map(({ id, manifest: { family, license, name } }) => ({
      id,
      name,
      family,
      license,
      state: this.#stateOf(id),
      reason: this.#faults.get(id)?.message ?? null,
      isDefault: id === this.defaultId,
      mayStart: hasRoom || this.#running.has(id),
    }));
  }

  /**
   * A model to work with, by default the default one, until it is released. It may still be starting: what is asked of
   * it waits. @throws Problem `model-unknown`, `model-failed`, `model-limit`
   */
  async open(modelId: string = this.defaultId): Promise<HeldModel> {
    const isKnown =
      this.#running.has(modelId) ||
      (await findModelFolder(this.#options.modelsFolders, modelId)) !== undefined;
    if (!isKnown) throw new Problem('model-unknown', `This server has no model "${modelId}".`);
    if (this.#closed) throw new Problem('unavailable', 'The server is stopping.');
    return this.#runningOf(modelId).hold();
  }

  /** {@link open} for one piece of work. */
  async use<T>(modelId: string | undefined, work: (model: PromptModel) => Promise<T>): Promise<T> {
    const model = await this.open(modelId);
    try {
      return await work(model);
    } finally {
      model.release();
    }
  }

  /**
   * A picture that nobody looks at yet, encoded with the default model when there is nothing else to encode; not when
   * many are in line already, whose turn comes when somebody is about to open them.
   */
  encodeAhead(picture: EmbeddedPicture): void {
    const embeddings = this.#default.promptModel?.embeddings;
    if (!this.#closed && embeddings && embeddings.encoding < MOST_AHEAD) embeddings.warm(picture, 'ahead');
  }

  /** The default model is whole and on its way. @throws the reason, with the server's paths, when it is not */
  async begun(): Promise<void> {
    await this.#default.begun;
  }

  /** The default model answers. @throws as {@link begun}, when it never will */
  ready(): Promise<void> {
    return this.#default.ready;
  }

  /** The default model decodes something for nobody. @throws when no prompt would be answered */
  check(): Promise<void> {
    return this.use(undefined, ({ segmenter }) => segmenter.check());
  }

  get load(): ModelLoad[] {
    return [...this.#running].map(([id, { holders, promptModel }]) => ({
      id,
      state: this.#stateOf(id),
      holders,
      encoding: promptModel?.embeddings.encoding ?? 0,
      placement: promptModel?.segmenter.placement() ?? null,
      hungThreads: promptModel?.segmenter.hungThreads() ?? 0,
    }));
  }

  /** Of all models. This and its kin return the way to stop listening. */
  onProgress(listener: (...event: OfModel<ProgressListener>) => void): () => void {
    return this.#hearing.progress.add(listener);
  }

  onReady(listener: (...event: OfModel<ReadyListener>) => void): () => void {
    return this.#hearing.ready.add(listener);
  }

  onFailed(listener: (...event: OfModel<FailedListener>) => void): () => void {
    return this.#hearing.failed.add(listener);
  }

  /** Whoever comes later starts no model again. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#options.store.queue.stop();
    await Promise.all([...this.#running.values()].map((running) => running.close()));
  }

  #stateOf(modelId: string): ModelState {
    const running = this.#running.get(modelId);
    if (running && running.state !== 'ended') return running.state;
    return this.#faults.has(modelId) ? 'failed' : 'stopped';
  }

  #hasRoom(): boolean {
    const isIdle = ({ idleSince }: RunningModel): boolean => idleSince !== null;
    return this.#running.size < this.#options.mostRunning || [...this.#running.values()].some(isIdle);
  }

  /** Stops the model that nobody has needed for longest, where there are as many as there may be. */
  #makeRoom(): void {
    if (this.#running.size < this.#options.mostRunning) return;
    const running = [...this.#running.keys()].join(', ');
    if (!this.#hasRoom())
      throw new Problem(
        'model-limit',
        `The server runs as many models as it may (${running}). Choose one of them, or try again later.`,
      );
    const since = ({ idleSince }: RunningModel): number => idleSince ?? Number.POSITIVE_INFINITY;
    const [oldest] = [...this.#running.values()].sort((a, b) => since(a) - since(b));
    void oldest.close();
  }

  #runningOf(modelId: string): RunningModel {
    const known = this.#running.get(modelId);
    if (known) return known;
    const { defaultId, idleMs = IDLE_MS, startModel } = this.#options;
    this.#makeRoom();
    this.#faults.delete(modelId);
    const running = new RunningModel(modelId, {
      ...this.#options,
      start: () => startModel(modelId),
      idleMs: modelId === defaultId ? null : idleMs,
      onStarted: ({ embeddings }) => {
        embeddings.onProgress((...event) => this.#hearing.progress.tell(modelId, ...event));
        embeddings.onReady((...event) => this.#hearing.ready.tell(modelId, ...event));
        embeddings.onFailed((...event) => this.#hearing.failed.tell(modelId, ...event));
      },
      onEnd: (fault) => {
        this.#running.delete(modelId);
        if (fault?.code === 'model-failed') this.#faults.set(modelId, fault);
      },
    });
    this.#running.set(modelId, running);
    return running;
  }
}
