import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { ShapeMarks } from '../../canvas/scene.ts';
import { useShapes, useWorkbench } from '../state/sessionContext.ts';
import { heldByOthers } from './stageShapes.ts';

/** What is pointed at and chosen here, and chosen by others. */
export function useMarks(): ShapeMarks {
  const { aside, me, presence, selection } = useWorkbench();
  const { selected, hovered } = useStore(selection.store);
  const others = useStore(presence.others, (state) => state.others);
  // Cursors move all the time, selections seldom: marks change with the latter only.
  const held = JSON.stringify(others.map((other) => [other.presence.user.id, other.presence.selected]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `held` says all of `others` that matters here
  const heldMap = useMemo(() => heldByOthers(others, me.id), [held, me.id]);
  const put = useStore(aside.store);
  const byId = useShapes((state) => (put.allHidden ? state.byId : null));
  const hidden = useMemo(() => (byId ? new Set(byId.keys()) : put.hidden), [byId, put.hidden]);
  return useMemo(
    () => ({ hovered, selected: new Set(selected), hidden, locked: put.locked, heldByOthers: heldMap }),
    [hovered, selected, hidden, put.locked, heldMap],
  );
}
