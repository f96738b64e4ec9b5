import type { AttributeValues } from '@maskroom/shared/annotation/attribute';
import type { Label } from '@maskroom/shared/annotation/label';
import type { ProblemCode } from '@maskroom/shared/base/problem';
import type { Geometry } from '@maskroom/shared/geometry/geometryCodec';
import type { ImportFormat } from '@maskroom/shared/protocol/import';
import type { Skipped } from './SkipList.ts';

export interface WorkerSetup {
  readonly path: string;
  readonly isArchive: boolean;
  readonly format: ImportFormat;
  /** For what has no category. */
  readonly label: string;
  /** What the file is called where it comes from. */
  readonly fileName?: string;
  /** What an archive may unpack to. */
  readonly mostBytes: number;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
  /** Pictures that came in the archive, by their place in it. */
  readonly placed: readonly (readonly [path: string, imageId: string])[];
}

/** A picture of the project, as far as annotations need it. */
export interface ProjectImage {
  readonly id: string;
  readonly fileName: string;
  readonly width: number;
  readonly height: number;
}

/** An annotation on its way into a document. */
export interface ImportItem {
  readonly file?: string;
  readonly annotationId?: number;
  readonly label: string;
  readonly geometry: Geometry;
  /** Of the shape, and of what the file said where that had to be mended: either makes it a duplicate. */
  readonly hashes: readonly string[];
  readonly predictedIou: number | null;
  readonly stabilityScore: number | null;
  readonly attributes: AttributeValues;
  readonly group: string | null;
}

export interface Batch {
  readonly image: ProjectImage;
  readonly items: readonly ImportItem[];
}

/** What the thread asks of the server; each is answered in turn. */
export type WorkerAsk =
  | { readonly kind: 'images'; readonly from: number }
  | { readonly kind: 'labels'; readonly names: readonly string[] }
  | { readonly kind: 'tags'; readonly image: ProjectImage; readonly tags: readonly string[] }
  | { readonly kind: 'batch'; readonly batch: Batch; readonly share: number }
  | { readonly kind: 'done'; readonly skipped: Skipped }
  /** `fault`: for the log, where it is none of the file's. */
  | {
      readonly kind: 'failed';
      readonly code: ProblemCode;
      readonly message: string;
      readonly fault?: unknown;
    };

export type WorkerAnswer =
  /** Some of them; none: that was all. */
  | { readonly kind: 'images'; readonly images: readonly ProjectImage[] }
  /** In the order of the names; the reason where there is none and none could be made. */
  | { readonly kind: 'labels'; readonly labels: readonly (Label | string)[] }
  /** Why not. */
  | { readonly kind: 'tags'; readonly refused: string | null }
  | { readonly kind: 'batch' };
