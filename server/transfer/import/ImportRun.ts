import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { Label } from '@maskroom/shared/annotation/label';
import { Problem, toProblem } from '@maskroom/shared/base/problem';
import type { NewInstance } from '@maskroom/shared/document/editDocument';
import type { ImportSkipCode } from '@maskroom/shared/protocol/import';
import { allowed } from '../../account/permissions.ts';
import { nameKey } from '../../project/labels.ts';
import { listImagesFrom } from '../../store/imageStore.ts';
import { listShapeNames } from '../../store/instanceStore.ts';
import type {
  Batch,
  ImportItem,
  ProjectImage,
  WorkerAnswer,
  WorkerAsk,
  WorkerSetup,
} from './importMessages.ts';
import type { ImportsParts, WantedImport } from './importParts.ts';
import type { SkipList } from './SkipList.ts';
import { startImportWorker } from './startImportWorker.ts';

/** Rows that the thread gets at a time. */
const IMAGES_AT_ONCE = 2_000;
/** A document that is just being made anew takes nothing for a moment. */
const TRIES = 5;

const leftOutWords: Readonly<Record<string, { readonly code: ImportSkipCode; readonly message: string }>> = {
  full: { code: 'image-full', message: 'The picture has as many objects as it may have.' },
  outside: { code: 'shape-outside', message: 'The shape leaves the picture.' },
};
const notLetIn = {
  code: 'annotation-invalid',
  message: 'The rules of the project do not let it in.',
} as const;

/** One import under way: its thread reads, and what it read is written here, batch by batch. */
export class ImportRun {
  taken = 0;
  readonly newLabels: string[] = [];
  readonly #labelled = new Set<string>();
  #there: { readonly imageId: string; readonly names: Set<string> } | null = null;
  #worker: Worker | null = null;
  #stop: (cause: Problem) => void = () => {};

  constructor(
    readonly parts: ImportsParts,
    readonly wanted: WantedImport,
    readonly skips: SkipList,
  ) {}

  /** How many pictures got something. */
  get labelled(): number {
    return this.#labelled.size;
  }

  /** Resolves when all is written. @throws Problem */
  async read(setup: WorkerSetup): Promise<void> {
    const worker = startImportWorker(setup);
    this.#worker = worker;
    let answered: Promise<void> = Promise.resolve();
    try {
      await new Promise<void>((resolve, reject) => {
        this.#stop = reject;
        const answer = async (ask: WorkerAsk): Promise<void> => {
          if (ask.kind === 'failed')
            throw ask.fault === undefined ? new Problem(ask.code, ask.message) : this.#asProblem(ask.fault);
          if (ask.kind === 'done') {
            this.skips.addAll(ask.skipped);
            resolve();
          } else worker.postMessage(await this.#answer(ask));
        };
        worker.on('message', (ask: WorkerAsk) => {
          answered = answered.then(() => answer(ask));
          answered.catch(reject);
        });
        worker.on('error', (cause) => reject(this.#asProblem(cause)));
        worker.on('exit', () => answered.then(() => reject(new Problem('internal')), reject));
      });
    } finally {
      await worker.terminate();
      await answered.catch(() => {});
    }
  }

  /** What is being written is written; nothing follows. */
  stop(): void {
    this.#stop(new Problem('unavailable', 'The server is stopping: send the file again.'));
    void this.#worker?.terminate();
  }

  #asProblem(cause: unknown): Problem {
    const isMemory = cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (isMemory) return new Problem('too-large', 'The file needs more memory than an import may take.');
    this.parts.log.error({ err: cause, projectId: this.wanted.projectId }, 'an import failed');
    return toProblem(cause);
  }

  async #answer(ask: Exclude<WorkerAsk, { kind: 'done' | 'failed' }>): Promise<WorkerAnswer> {
    switch (ask.kind) {
      case 'images': {
        const rows = await listImagesFrom(this.parts.db, this.wanted.projectId, ask.from, IMAGES_AT_ONCE);
        const images = rows.map(({ file_name: fileName, height, id, width }) => ({
          id,
          fileName,
          width,
          height,
        }));
        return { kind: 'images', images };
      }
      case 'labels':
        return { kind: 'labels', labels: await this.#labels(ask.names) };
      case 'tags':
        return { kind: 'tags', refused: await this.#tag(ask.image, ask.tags) };
      case 'batch':
        await this.#write(ask.batch);
        await nextTurn();
        this.wanted.onProgress?.(ask.share);
        return { kind: 'batch' };
    }
  }

  async #labels(names: readonly string[]): Promise<(Label | string)[]> {
    const { actor, projectId, role } = this.wanted;
    const { projects } = this.parts;
    const there = new Map((await projects.labels(projectId)).map((label) => [nameKey(label.name), label]));
    const labels: (Label | string)[] = [];
    for (const name of names) {
      const known = there.get(nameKey(name));
      if (known) labels.push(known);
      else if (!allowed(role, 'labels'))
        labels.push('The project has no such label, and a lead makes labels.');
      else {
        const made = await projects
          .addLabel(actor, projectId, { name })
          .catch((cause: unknown) => toProblem(cause).message);
        labels.push(made);
        if (typeof made === 'string') continue;
        there.set(nameKey(name), made);
        this.newLabels.push(made.name);
      }
    }
    return labels;
  }

  async #tag({ id }: ProjectImage, add: readonly string[]): Promise<string | null> {
    const { actor, projectId } = this.wanted;
    return this.parts.tags.change({ id, projectId }, actor.userId, { add: [...add] }).then(
      () => null,
      (cause: unknown) => toProblem(cause).message,
    );
  }

  async #write({ image, items }: Batch): Promise<void> {
    const skip = (item: ImportItem, code: ImportSkipCode, message: string): void => {
      const { annotationId, file } = item;
      const named = {
        ...(file !== undefined && { file }),
        ...(annotationId !== undefined && { annotationId }),
      };
      this.skips.add({ ...named, imageFileName: image.fileName, code, message });
    };
    const there = await this.#namesOf(image.id);
    const newcomers = new Map<string, { readonly item: ImportItem; readonly instance: NewInstance }>();
    for (const item of items) {
      const names = item.hashes.map((hash) => `${item.label} ${hash}`);
      if (names.some((name) => there.has(name)))
        skip(item, 'duplicate', 'The picture has this shape with this label already.');
      else {
        const instance = this.#instance(item);
        newcomers.set(instance.id, { item, instance });
        for (const name of names) there.add(name);
      }
    }
    const leftOut = await this.#add(
      image.id,
      [...newcomers.values()].map(({ instance }) => instance),
    );
    for (const [id, reason] of leftOut) {
      const newcomer = newcomers.get(id);
      const { code, message } = leftOutWords[reason] ?? notLetIn;
      if (newcomer) skip(newcomer.item, code, message);
    }
    const added = newcomers.size - leftOut.size;
    this.taken += added;
    if (added > 0) this.#labelled.add(image.id);
  }

  /** What the picture has, by label and shape; kept from batch to batch of the same picture. */
  async #namesOf(imageId: string): Promise<Set<string>> {
    if (this.#there?.imageId !== imageId) {
      const rows = await listShapeNames(this.parts.db, imageId);
      const names = new Set(rows.map(({ geometry_hash, label_id }) => `${label_id} ${geometry_hash}`));
      this.#there = { imageId, names };
    }
    return this.#there.names;
  }

  #instance({ attributes, geometry, group, label, predictedIou, stabilityScore }: ImportItem): NewInstance {
    const createdBy = this.wanted.actor.userId;
    return {
      id: randomUUID(),
      label,
      geometry,
      createdBy,
      source: 'import',
      predictedIou,
      stabilityScore,
      attributes,
      group,
    };
  }

  async #add(imageId: string, newcomers: readonly NewInstance[]): Promise<ReadonlyMap<string, string>> {
    if (newcomers.length === 0) return new Map();
    const { actor, role } = this.wanted;
    for (let tries = 1; ; tries++) {
      try {
        return await this.parts.documents.add(imageId, { userId: actor.userId, role }, newcomers);
      } catch (cause) {
        if (tries === TRIES || toProblem(cause).code !== 'unavailable') throw cause;
      }
    }
  }
}
