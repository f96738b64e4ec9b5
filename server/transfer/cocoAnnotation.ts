import { type Attribute, type AttributeValue, namedAttributes } from '@maskroom/shared/annotation/attribute';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { polygonArea, polygonBox } from '@maskroom/shared/geometry/measure';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { polygonRuns } from '@maskroom/shared/mask/polygonRle';
import { type Rle, runsToString } from '@maskroom/shared/mask/rle';
import type { ExportedInstance } from './exportSource.ts';

/** A shape as COCO says it: rings `[x1, y1, …]`, one a part, or an RLE where a hole would be lost. */
export interface CocoShape {
  readonly segmentation: readonly (readonly number[])[] | Rle;
  /** px²: of the mask where there is one, of the outline otherwise. */
  readonly area: number;
  /** XYWH; of a mask the whole pixels it covers, of outlines their bounds. */
  readonly bbox: readonly [x: number, y: number, width: number, height: number];
}

export interface CocoAnnotation extends CocoShape {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  readonly iscrowd: 0;
  /** As it was drawn, where the segmentation is only its pixels: what we import again comes back unchanged. */
  readonly polygon?: Polygon;
  /** The model's predicted IoU; absent for shapes by hand. */
  readonly score?: number;
  /** The answers to what the label asks, by name, and what is ours to say; ours win where names meet. */
  readonly attributes: Readonly<Record<string, AttributeValue | null>>;
}

export function cocoShape(polygon: Polygon, width: number, height: number): CocoShape {
  return (hasHoles(polygon) && maskShape(polygon, width, height)) || outlineShape(polygon);
}

const hasHoles = (polygon: Polygon): boolean => polygon.some((part) => part.length > 1);

function outlineShape(polygon: Polygon): CocoShape {
  const [xmin, ymin, xmax, ymax] = polygonBox(polygon);
  return {
    segmentation: polygon.map(([exterior]) => exterior.flat()),
    area: polygonArea(polygon),
    bbox: [xmin, ymin, xmax - xmin, ymax - ymin],
  };
}

/** Undefined when no pixel's centre lies on the shape: an empty mask would say less than its outline. */
function maskShape(polygon: Polygon, width: number, height: number): CocoShape | undefined {
  const runs = polygonRuns(polygon, width, height);
  if (runs.length < 2) return undefined;
  const { area, bbox } = measureRuns(runs, height);
  return { segmentation: { size: [height, width], counts: runsToString(runs) }, area, bbox };
}

/** Area and whole-pixel bounds of column-major runs that begin with zeros (cocoapi `rleArea`, `rleToBbox`). */
export function measureRuns(runs: readonly number[], height: number): Pick<CocoShape, 'area' | 'bbox'> {
  let [xmin, ymin, xmax, ymax, area, at] = [Infinity, Infinity, -1, -1, 0, 0];
  runs.forEach((run, i) => {
    if (i % 2 === 1 && run > 0) {
      const [firstX, lastX] = [Math.floor(at / height), Math.floor((at + run - 1) / height)];
      xmin = Math.min(xmin, firstX);
      xmax = Math.max(xmax, lastX);
      ymin = Math.min(ymin, firstX < lastX ? 0 : at % height);
      ymax = Math.max(ymax, firstX < lastX ? height - 1 : (at + run - 1) % height);
      area += run;
    }
    at += run;
  });
  return { area, bbox: area === 0 ? [0, 0, 0, 0] : [xmin, ymin, xmax - xmin + 1, ymax - ymin + 1] };
}

/** Undefined when the instance's bytes are no shape: one broken row must not cost everybody else's work. */
export function cocoAnnotation(
  instance: ExportedInstance,
  ids: { readonly id: number; readonly imageId: number; readonly categoryId: number },
  size: { readonly width: number; readonly height: number },
  asked: readonly Attribute[] = [],
): CocoAnnotation | undefined {
  const polygon = decodeGeometry(instance.geometry);
  if (!polygon.ok) return undefined;
  return {
    id: ids.id,
    image_id: ids.imageId,
    category_id: ids.categoryId,
    iscrowd: 0,
    ...cocoShape(polygon.value, size.width, size.height),
    ...(hasHoles(polygon.value) && { polygon: polygon.value }),
    ...(instance.predictedIou !== null && { score: instance.predictedIou }),
    attributes: {
      ...namedAttributes(asked, instance.attributes),
      instance_id: instance.id,
      decision: instance.decision,
      reason: instance.reason,
      source: instance.source,
      created_by: instance.createdByName,
      ...(instance.group !== null && { group: instance.group }),
    },
  };
}
