import type { Label } from '@maskroom/shared/annotation/label';
import type { FileNames } from './FileNames.ts';
import type { ImportItem, ProjectImage } from './importMessages.ts';
import type { SkipList } from './SkipList.ts';

/** A file of annotations; it may be read several times. */
export interface AnnotationFile {
  /** In an archive. */
  readonly name?: string;
  /** What whoever sent it calls it, where it came alone. */
  readonly calledBy?: string;
  /** At most a mebibyte at a time. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** What a format reads with, and where it puts what it read. */
export interface ImportDesk {
  readonly images: FileNames;
  readonly skips: SkipList;
  /** For what has no category. */
  readonly label: string;
  /** The project's labels of these names, made where there are none; text says why one cannot be. */
  labels(names: readonly string[]): Promise<readonly (Label | string)[]>;
  /** Words on the whole picture; text says why they cannot be. */
  tag(image: ProjectImage, tags: readonly string[]): Promise<string | null>;
  take(image: ProjectImage, item: ImportItem): void;
  /** Resolves when there is room for more; to be awaited between chunks. False: the time is up, and nothing more is taken. */
  goOn(): Promise<boolean>;
}

/** @throws Problem for a file that is not of the format: nothing of it is taken then */
export type ReadFormat = (file: AnnotationFile, desk: ImportDesk) => Promise<void>;
