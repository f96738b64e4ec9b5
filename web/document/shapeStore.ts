import type { ReviewDecision } from '@maskroom/shared/annotation/instance';
import { type InstanceMap, instancesOf, reviewOf } from '@maskroom/shared/document/documentModel';
import type * as Y from 'yjs';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type DocumentShape, readShape } from './shape.ts';

export interface ShapeState {
  /** In drawing order, last on top. Shapes that did not change keep their identity. */
  readonly shapes: readonly DocumentShape[];
  readonly byId: ReadonlyMap<string, DocumentShape>;
  readonly decisions: ReadonlyMap<string, ReviewDecision>;
}

export interface ShapeStore {
  readonly store: StoreApi<ShapeState>;
  destroy(): void;
}

/** Follows a document: one new state a transaction, and work only for the instances that it touched. */
export function createShapeStore(doc: Y.Doc): ShapeStore {
  const [instances, review] = [instancesOf(doc), reviewOf(doc)];
  const known = new Map<string, DocumentShape>();
  const store = createStore<ShapeState>(() => ({
    shapes: [],
    byId: known,
    decisions: new Map(review.entries()),
  }));

  function update(ids: Iterable<string>): void {
    const touched = new Set(ids);
    const kept = store.getState().shapes.filter(({ id }) => !touched.has(id));
    const fresh: DocumentShape[] = [];
    for (const id of touched) {
      const map = instances.get(id);
      const shape = map ? readShape(id, map, known.get(id)) : null;
      if (shape) fresh.push(shape);
      if (shape) known.set(id, shape);
      else known.delete(id);
    }
    const shapes = [...kept, ...fresh].sort(byOrder);
    store.setState({ shapes, byId: new Map(known) });
  }

  const onInstances = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => update(touchedBy(events, instances));
  const onReview = () => store.setState({ decisions: new Map(review.entries()) });
  instances.observeDeep(onInstances);
  review.observe(onReview);
  update(instances.keys());

  return {
    store,
    destroy() {
      instances.unobserveDeep(onInstances);
      review.unobserve(onReview);
    },
  };
}

/** Two people may draw at once and take the same place in the order; the id decides, everywhere alike. */
const byOrder = (a: DocumentShape, b: DocumentShape): number => a.order - b.order || (a.id < b.id ? -1 : 1);

/** Ids of the instances that a transaction added, changed or removed. */
export function touchedBy(
  events: readonly Y.YEvent<Y.AbstractType<unknown>>[],
  instances: Y.Map<InstanceMap>,
): Set<string> {
  const ids = new Set<string>();
  for (const event of events) {
    const isRoot = Object.is(event.target, instances);
    if (isRoot) for (const id of event.changes.keys.keys()) ids.add(id);
    else ids.add(String(event.path[0]));
  }
  return ids;
}
