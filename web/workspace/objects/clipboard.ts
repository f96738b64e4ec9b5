import { noAttributes, parseAttributeValues } from '@maskroom/shared/annotation/attribute';
import { instanceSourceSchema } from '@maskroom/shared/annotation/instance';
import { decodeGeometry, encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { z } from 'zod';
import type { NewShape } from '../../document/editor.ts';
import type { DocumentShape } from '../../document/shape.ts';
import { fromBase64, toBase64 } from '../../presence/base64.ts';
import { t } from '../../ui/language/language.ts';
import type { WorkspaceSession } from '../state/session.ts';
import { takingAfter } from './applyChange.ts';
import { type Shaping, withShaping } from './shaping.ts';

/** A copy on the picture that it comes from lies this far beside it. CSS px. */
const BESIDE_PX = 16;
/** The least share of a shape that must lie on the picture it is pasted on, else none of it is. Px². */
const LEAST_AREA = 1;

/** What is copied waits in the browser, so that every tab on the same project can paste it. */
const clippingSchema = z.object({
  imageId: z.string(),
  shapes: z
    .array(
      z.object({
        label: z.string(),
        source: instanceSourceSchema,
        attributes: z.unknown(),
        geometry: z.string(),
      }),
    )
    .min(1),
});
type Clipping = z.output<typeof clippingSchema>;

const key = (projectId: string): string => `maskroom.clipboard.${projectId}`;

const clip = (imageId: string, shapes: readonly DocumentShape[]): Clipping => ({
  imageId,
  shapes: shapes.map(({ label, source, attributes, geometry }) => ({
    label,
    source,
    attributes,
    geometry: toBase64(geometry),
  })),
});

/** False when nothing is selected, or the browser is to copy text that is marked on the page. */
export function copyShapes(
  { image, notes, project }: WorkspaceSession,
  shapes: readonly DocumentShape[],
): boolean {
  if (shapes.length === 0 || !(getSelection()?.isCollapsed ?? true)) return false;
  try {
    localStorage.setItem(key(project.id), JSON.stringify(clip(image.id, shapes)));
    notes.say({ title: t('clipboard.copied', { n: shapes.length }) });
  } catch {
    notes.warn({ title: t('clipboard.tooMuch'), description: t('clipboard.fewer') });
  }
  return true;
}

/** Puts copies of the shapes beside them. */
export function duplicateShapes(session: WorkspaceSession, shapes: readonly DocumentShape[]): void {
  const copies = clip(session.image.id, shapes);
  withShaping(session, (shaping) => place(session, copies, 'duplicated', shaping));
}

/** On the picture they come from beside them, on another at the same place; false when nothing was copied. */
export function pasteShapes(session: WorkspaceSession): boolean {
  const clipping = recall(session.project.id);
  if (!clipping) return false;
  withShaping(session, (shaping) => place(session, clipping, 'pasted', shaping));
  return true;
}

function place(
  session: WorkspaceSession,
  { imageId, shapes }: Clipping,
  verb: 'duplicated' | 'pasted',
  shaping: Shaping,
): void {
  const { editor, image, labelOf, notes, selection, view } = session;
  const aside = imageId === image.id ? BESIDE_PX / view.getState().scale : 0;
  const frame = shaping.boxPolygon([0, 0, image.width, image.height]);
  const placed = shapes.flatMap((shape): NewShape[] => {
    const polygon = unpack(shape.geometry);
    const inside = polygon && onPicture(polygon, aside, frame, shaping);
    if (!inside || !labelOf(shape.label)) return [];
    const attributes = parseAttributeValues(shape.attributes) ?? noAttributes;
    return [takingAfter({ ...shape, attributes }, encodeGeometry(inside))];
  });
  if (placed.length < shapes.length) {
    notes.say({
      title: t(`clipboard.not.${verb}`, { n: shapes.length - placed.length }),
      description: t('clipboard.beside'),
    });
  }
  if (placed.length > 0) selection.select(editor.change({ verb, reshaped: [], removed: [], added: placed }));
}

/** Moved to the lower right, or the other way where there is no room; cut at the border as the last resort. */
function onPicture(
  polygon: Polygon,
  aside: number,
  frame: Polygon,
  { intersectPolygons, withoutSpecks }: Shaping,
): Polygon | null {
  const [, , [width, height]] = frame[0][0];
  const points = polygon.flat(2);
  const [right, bottom] = [Math.max(...points.map(([x]) => x)), Math.max(...points.map(([, y]) => y))];
  const dx = right + aside <= width ? aside : -aside;
  const dy = bottom + aside <= height ? aside : -aside;
  const moved = polygon.map((part) => part.map((ring) => ring.map(([x, y]) => [x + dx, y + dy] as const)));
  const isInside = moved.flat(2).every(([x, y]) => x >= 0 && y >= 0 && x <= width && y <= height);
  const inside = isInside ? moved : withoutSpecks(intersectPolygons(moved, frame), LEAST_AREA);
  return inside.length > 0 ? inside : null;
}

function unpack(text: string): Polygon | null {
  const bytes = fromBase64(text);
  const polygon = bytes && decodeGeometry(bytes);
  return polygon?.ok ? polygon.value : null;
}

function recall(projectId: string): Clipping | null {
  try {
    const parsed = clippingSchema.safeParse(JSON.parse(localStorage.getItem(key(projectId)) ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
