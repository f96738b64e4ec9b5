import type { AttributeValues } from '@maskroom/shared/annotation/attribute';
import type { Decision, InstanceSource } from '@maskroom/shared/annotation/instance';
import type { Label } from '@maskroom/shared/annotation/label';
import type { Geometry } from '@maskroom/shared/geometry/geometryCodec';

export interface ExportedImage {
  readonly id: string;
  readonly fileName: string;
  /** Oriented pixels: what every coordinate is in. */
  readonly width: number;
  readonly height: number;
  readonly createdAt: number;
  /** Words on the whole image. */
  readonly tags: readonly string[];
}

export interface ExportedInstance {
  readonly id: string;
  readonly imageId: string;
  readonly labelId: string;
  readonly geometry: Geometry;
  readonly source: InstanceSource;
  readonly predictedIou: number | null;
  readonly createdByName: string;
  readonly decision: Decision;
  readonly reason: string | null;
  readonly attributes: AttributeValues;
  /** Instances of one image with the same id belong together. */
  readonly group: string | null;
}

/** What an export reads of a project; instances come an image at a time, so that memory stays flat. */
export interface ExportSource {
  readonly project: { readonly id: string; readonly name: string; readonly createdAt: number };
  readonly labels: readonly Label[];
  readonly images: readonly ExportedImage[];
  readonly instances: AsyncIterable<readonly ExportedInstance[]>;
}
