import { limitConcurrency } from '@maskroom/shared/base/limitConcurrency';
import { Problem } from '@maskroom/shared/base/problem';
import type { ImportReport } from '@maskroom/shared/protocol/import';
import { openArchive } from './archive.ts';
import { formatReaders } from './formats.ts';
import { ImportRun } from './ImportRun.ts';
import type { ImportsParts, WantedImport } from './importParts.ts';
import { SkipList } from './SkipList.ts';
import { type SpooledFile, spool, sweepSpool } from './spool.ts';
import { takePictures } from './takePictures.ts';

/** Each has a thread of its own; others wait in line. */
const AT_ONCE = { running: 2, waiting: 20 };
const DEFAULT_LABEL = 'object';
const TIMEOUT_MS = 30 * 60_000;

/** Takes files of annotations into projects. Asks for no rights: whoever calls has asked. */
export interface Imports {
  /** Of one import. */
  readonly mostBytes: number;
  /** @throws Problem `bad-request`, `too-large`, `conflict` while another import into the project is under way, `unavailable` */
  take(wanted: WantedImport): Promise<ImportReport>;
  /** Ends what is under way between two batches; what is taken stays. */
  close(): Promise<void>;
}

export async function createImports(parts: ImportsParts): Promise<Imports> {
  await sweepSpool(parts.folder);
  const inTurn = limitConcurrency(AT_ONCE);
  const projects = new Set<string>();
  const running = new Set<ImportRun>();
  const settled = new Set<Promise<unknown>>();
  let isClosing = false;

  async function takeFile(file: SpooledFile, wanted: WantedImport): Promise<ImportReport> {
    const skips = new SkipList();
    const endsAt = Date.now() + (parts.timeoutMs ?? TIMEOUT_MS);
    const isOver = (): boolean => isClosing || Date.now() >= endsAt;
    const pictures = file.isArchive
      ? await picturesOf(file, wanted, { isOver, skips })
      : { placed: [], added: 0, duplicates: 0 };
    if (isClosing) throw new Problem('unavailable');
    const run = new ImportRun(parts, wanted, skips);
    running.add(run);
    try {
      const { isArchive, path } = file;
      const { mostBytes } = parts;
      const { format, label = DEFAULT_LABEL } = wanted;
      const fileName = wanted.fileName?.();
      const { placed } = pictures;
      await run.read({ path, isArchive, format, label, fileName, mostBytes, endsAt, placed });
    } finally {
      running.delete(run);
      await note(wanted, run, pictures.added);
    }
    const { added, duplicates } = pictures;
    return {
      taken: run.taken,
      images: { labelled: run.labelled, added, duplicates },
      labels: [...run.newLabels],
      ...skips.report,
    };
  }

  async function picturesOf(
    { path }: SpooledFile,
    wanted: WantedImport,
    until: { readonly isOver: () => boolean; readonly skips: SkipList },
  ) {
    const archive = await openArchive(path, parts.mostBytes);
    try {
      const { isFile } = formatReaders[wanted.format];
      const others = archive.entries.filter(({ name }) => !isFile(name));
      if (others.length === archive.entries.length)
        throw new Problem('bad-request', `The archive holds no annotations as ${wanted.format} writes them.`);
      return await takePictures(others, wanted, parts, until);
    } finally {
      archive.close();
    }
  }

  /** An import that failed halfway is told of as well: what it took is there. */
  async function note({ actor, format, projectId }: WantedImport, run: ImportRun, pictures: number) {
    if (run.taken + pictures + run.newLabels.length === 0) return;
    await parts.accounts.record(parts.db, {
      actorId: actor.userId,
      action: 'annotations-imported',
      projectId,
      subjectId: projectId,
      details: { format, taken: run.taken, pictures, labels: run.newLabels.length },
    });
  }

  return {
    mostBytes: parts.mostBytes,
    async take(wanted) {
      const { projectId } = wanted;
      if (projects.has(projectId))
        throw new Problem('conflict', 'Another import into this project is under way: wait for its end.');
      projects.add(projectId);
      try {
        const file = await spool(parts.folder, wanted.body, parts.mostBytes);
        const taking = inTurn(() => takeFile(file, wanted));
        settled.add(taking);
        return await taking.finally(async () => {
          settled.delete(taking);
          await file.remove();
        });
      } finally {
        projects.delete(projectId);
      }
    },
    async close() {
      isClosing = true;
      for (const run of running) run.stop();
      await Promise.allSettled(settled);
    },
  };
}
