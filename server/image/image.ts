import type { ValueRange } from '@maskroom/shared/base/valueWindow';
import type { Image as DescribedImage } from '@maskroom/shared/protocol/http';
import { valueRangeSchema } from '@maskroom/shared/protocol/picture';
import type { ImageRow, TwinKind } from '../store/imageTables.ts';
import type { DecisionCounts } from '../store/instanceStore.ts';
import type { ImageWork } from '../store/submissionStore.ts';
import { imageState } from './imageState.ts';
import type { PictureKind } from './pictureKind.ts';
import { pyramidOf } from './tiled.ts';

/** A picture of a project. Width and height are upright: what every coordinate is in. */
export interface Image {
  readonly id: string;
  readonly projectId: string;
  readonly fileName: string;
  /** Of the file as it was uploaded, hex. */
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly kind: PictureKind;
  /** Of the file as it was uploaded. */
  readonly bytes: number;
  readonly createdAt: number;
  /** Of grey with 16 bits; null: everything else, which is shown with 8 bits a channel. */
  readonly range: ValueRange | null;
  /** Null: a picture that the project shares. */
  readonly twin: Twin | null;
}

/** What makes an image one person's own. */
export interface Twin {
  /** The image whose picture it is. */
  readonly of: string;
  /** Null while nobody has the job that it is in. */
  readonly userId: string | null;
  readonly kind: TwinKind;
  readonly hasEnded: boolean;
}

const kinds: readonly PictureKind[] = ['jpeg', 'png', 'webp', 'tiff'];

export function imageOf(row: Omit<ImageRow, 'position'>): Image {
  const kind = kinds.find((kind) => kind === row.format);
  if (!kind) throw new Error(`image ${row.id} is stored as ${row.format}`);
  return {
    id: row.id,
    projectId: row.project_id,
    fileName: row.file_name,
    sha256: row.sha256.slice(0, SHA256_DIGITS),
    width: row.width,
    height: row.height,
    kind,
    bytes: row.bytes,
    createdAt: row.created_at,
    range: row.value_range === null ? null : valueRangeSchema.parse(JSON.parse(row.value_range)),
    twin: twinOf(row),
  };
}

/** A twin's column has its own id behind them. */
const SHA256_DIGITS = 64;

function twinOf({ twin_ended_at, twin_for, twin_kind, twin_of }: Omit<ImageRow, 'position'>): Twin | null {
  if (twin_of === null || twin_kind === null) return null;
  return { of: twin_of, userId: twin_for, kind: twin_kind, hasEnded: twin_ended_at !== null };
}

/** What is known of an image beside its file. */
export interface ImageFacts {
  readonly counts: DecisionCounts;
  readonly work: ImageWork;
  readonly tags: readonly string[];
  /** A twin that looks decided on (Q30 of server/quality/SPEC.md). */
  readonly hasPassed?: boolean;
}

/** With its state (J1 to J3 of server/job/SPEC.md). */
export function describeImage(
  image: Image,
  { counts, hasPassed = false, tags, work }: ImageFacts,
): DescribedImage {
  const { fileName, height, id, projectId, sha256, width } = image;
  const { instances } = counts;
  const shown = hasPassed ? { instances, accepted: instances, undecided: 0, rejected: 0 } : counts;
  return {
    id,
    projectId,
    fileName,
    width,
    height,
    sha256,
    state: hasPassed ? 'accepted' : imageState(counts, work),
    submitted: work.submitted > 0,
    counts: { ...shown },
    tags: [...tags],
    tiles: pyramidOf(image),
    depth: image.range ? 16 : 8,
    range: image.range,
  };
}
