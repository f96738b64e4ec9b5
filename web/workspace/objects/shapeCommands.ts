import { polygonArea } from '@maskroom/shared/geometry/measure';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { DocumentShape } from '../../document/shape.ts';
import type { KeyCommand } from '../../tool/keys.ts';
import type { ShapeChange } from '../../tool/tool.ts';
import { t } from '../../ui/language/language.ts';
import { steppedBrush } from '../state/handStore.ts';
import { mayAnnotate } from '../state/permissions.ts';
import type { WorkspaceSession } from '../state/session.ts';
import { applyChange } from './applyChange.ts';
import { copyShapes, duplicateShapes, pasteShapes } from './clipboard.ts';
import { withoutLocked } from './locks.ts';
import { withShaping } from './shaping.ts';

/** What a boolean operation leaves below this was not meant. Px². */
const LEAST_AREA = 1;

/** What can be done with whole shapes, whatever tool is held. */
export function shapeCommands(session: WorkspaceSession): Partial<Record<KeyCommand, () => boolean>> {
  const { hand, notes, role, selection, shapes, view } = session;
  const selected = (): DocumentShape[] =>
    selection.store.getState().selected.flatMap((id) => shapes.getState().byId.get(id) ?? []);
  /** Those of the selected that may be changed; says why if there are others, or what to select first. */
  const open = (least: 1 | 2, first: string): DocumentShape[] | null => {
    const all = selected();
    const ids = withoutLocked(
      session,
      all.map(({ id }) => id),
    );
    if (all.length < least) notes.say({ title: first });
    return all.length < least || ids.length < least ? null : all.filter(({ id }) => ids.includes(id));
  };
  const change = (made: ShapeChange): readonly string[] | null => applyChange(session, made);

  function merge(): void {
    const joined = open(2, t('shape.mergeFirst'));
    if (!joined) return;
    const [{ id }, ...others] = joined;
    const removed = others.map((shape) => shape.id);
    withShaping(session, ({ unitePolygons }) => {
      const polygon = unitePolygons(joined.map((shape) => shape.polygon));
      if (change({ verb: 'merged', reshaped: [{ id, polygon }], removed })) selection.select([id]);
    });
  }

  function splitParts(): void {
    const split = open(1, t('shape.splitFirst'))?.filter(({ polygon }) => polygon.length > 1);
    if (split?.length === 0) notes.say({ title: t('shape.onePart') });
    if (!split || split.length === 0) return;
    const sorted = split.map(({ id, polygon }) => ({ id, parts: largestFirst(polygon) }));
    const fresh = change({
      verb: 'split',
      reshaped: sorted.map(({ id, parts: [largest] }) => ({ id, polygon: [largest] })),
      added: sorted.flatMap(({ id, parts }) => parts.slice(1).map((part) => ({ polygon: [part], from: id }))),
    });
    if (fresh) selection.select([...split.map(({ id }) => id), ...fresh]);
  }

  function fillHoles(): void {
    const hollow = open(1, t('shape.holesFirst'))?.filter(({ polygon }) =>
      polygon.some((part) => part.length > 1),
    );
    if (hollow?.length === 0) notes.say({ title: t('shape.noHoles') });
    if (!hollow || hollow.length === 0) return;
    withShaping(session, ({ unitePolygons }) => {
      // What lay in a hole is covered by the filling.
      const filled = ({ polygon }: DocumentShape) => unitePolygons(polygon.map(([exterior]) => [[exterior]]));
      change({ verb: 'filled', reshaped: hollow.map((shape) => ({ id: shape.id, polygon: filled(shape) })) });
    });
  }

  /** The selected keep what they cover; everything else under or over them loses it. */
  function cutFromOthers(): void {
    const kept = selected();
    if (kept.length === 0) return void notes.say({ title: t('shape.keepsFirst') });
    const others = shapes.getState().shapes.filter((shape) => !kept.includes(shape));
    subtract(others, kept, t('shape.noneUnder'));
  }

  /** The selected lose what any other object covers. */
  function cutOthersOut(): void {
    const losing = open(1, t('shape.givesFirst'));
    if (!losing) return;
    const others = shapes.getState().shapes.filter((shape) => !selected().includes(shape));
    subtract(losing, others, t('shape.noneOn'));
  }

  function subtract(from: readonly DocumentShape[], what: readonly DocumentShape[], nothing: string): void {
    withShaping(session, ({ intersectPolygons, subtractPolygons, withoutSpecks }) => {
      const overlapped = from.filter(({ polygon }) =>
        what.some((shape) => polygonArea(intersectPolygons(polygon, shape.polygon)) >= LEAST_AREA),
      );
      if (overlapped.length === 0) return void notes.say({ title: nothing });
      const left = overlapped.map(({ id, polygon }) => ({
        id,
        polygon: withoutSpecks(
          subtractPolygons(
            polygon,
            what.map((shape) => shape.polygon),
          ),
          LEAST_AREA,
        ),
      }));
      change({
        verb: 'trimmed',
        reshaped: left.filter(({ polygon }) => polygon.length > 0),
        removed: left.flatMap(({ id, polygon }) => (polygon.length === 0 ? [id] : [])),
      });
    });
  }

  function thinOut(): void {
    const [shape] = open(1, t('shape.thinFirst')) ?? [];
    if (shape) view.setState({ thinning: shape.id });
  }

  const did = (action: () => void) => () => {
    action();
    return true;
  };
  const stepBrush = (step: 1 | -1) => () =>
    hand.setState(({ brushPx }) => ({ brushPx: steppedBrush(brushPx, step) }));
  const selectAll = did(() => selection.select(shapes.getState().shapes.map(({ id }) => id)));
  if (!mayAnnotate(role)) return { selectAll };
  return {
    selectAll,
    brushSmaller: did(stepBrush(-1)),
    brushLarger: did(stepBrush(1)),
    snap: did(() => {
      hand.setState(({ snap }) => ({ snap: !snap }));
      const { snap } = hand.getState();
      notes.say({ title: snap ? t('shape.holdsOn') : t('shape.movesFreely') });
    }),
    merge: did(merge),
    splitParts: did(splitParts),
    fillHoles: did(fillHoles),
    cutFromOthers: did(cutFromOthers),
    cutOthersOut: did(cutOthersOut),
    thinOut: did(thinOut),
    duplicate: did(() => {
      if (selected().length > 0) duplicateShapes(session, selected());
      else notes.say({ title: t('shape.duplicateFirst') });
    }),
    copy: () => copyShapes(session, selected()),
    paste: () => pasteShapes(session),
  };
}

const largestFirst = (polygon: Polygon): Polygon =>
  [...polygon].sort((a, b) => polygonArea([b]) - polygonArea([a]));
