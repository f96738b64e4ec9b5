import {
  decodeGeometry,
  encodeGeometry,
  type Geometry,
  MAX_VERTICES,
} from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { NewShape } from '../../document/editor.ts';
import type { DocumentShape } from '../../document/shape.ts';
import type { ShapeChange } from '../../tool/tool.ts';
import { number } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import type { WorkspaceSession } from '../state/session.ts';
import { withoutLocked } from './locks.ts';

/** The shape's bytes; null, with a word to the person, when it is more than a document takes. */
export function packShape({ notes }: Pick<WorkspaceSession, 'notes'>, polygon: Polygon): Geometry | null {
  const geometry = encodeGeometry(polygon);
  if (decodeGeometry(geometry).ok) return geometry;
  notes.say({
    title: t('shape.tooMany'),
    description: t('shape.takes', { n: number(MAX_VERTICES) }),
  });
  return null;
}

/** A shape that takes after another: its label, attributes and where it came from, but no guess of the model's. */
export const takingAfter = (
  { label, source, attributes }: Pick<DocumentShape, 'label' | 'source' | 'attributes'>,
  geometry: Geometry,
): NewShape => ({ label, geometry, source, attributes, predictedIou: null });

/** Writes a change as one step, but for what is locked; null when nothing can be written. */
export function applyChange(
  session: WorkspaceSession,
  { verb, reshaped = [], removed = [], added = [] }: ShapeChange,
): readonly string[] | null {
  const { byId } = session.shapes.getState();
  const touched = [...reshaped.map(({ id }) => id), ...removed];
  const open = new Set(withoutLocked(session, touched));
  if (touched.length > 0 && open.size === 0) return null;
  const packed = reshaped
    .filter(({ id }) => open.has(id))
    .map(({ id, polygon }) => ({ id, geometry: packShape(session, polygon) }));
  const wanted = added.filter(({ from }) => !touched.includes(from) || open.has(from));
  const made = wanted.map(({ polygon, from }) => {
    const [shape, geometry] = [byId.get(from), packShape(session, polygon)];
    return shape && geometry && takingAfter(shape, geometry);
  });
  const [whole, fresh] = [packed.flatMap(isPacked), made.flatMap((shape) => shape ?? [])];
  if (whole.length < packed.length || fresh.length < made.length) return null;
  return session.editor.change({
    verb,
    reshaped: whole,
    removed: removed.filter((id) => open.has(id)),
    added: fresh,
  });
}

const isPacked = ({ id, geometry }: { id: string; geometry: Geometry | null }) =>
  geometry ? [{ id, geometry }] : [];
