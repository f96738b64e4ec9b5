import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { useEffect, useRef, useState } from 'react';
import type { LikenessAnswer, LikenessQuestion } from './likeness.ts';

interface Likeness {
  /** How many vertices are offered at first; null until that is found. */
  readonly first: number | null;
  /** The last IoU that was found: of `vertices` vertices. */
  readonly measured: { readonly vertices: number; readonly iou: number } | null;
}

/** How like a shape is to itself with `wanted` vertices (null: as many as are offered at first), found in a thread of its own. */
export function useLikeness(polygon: Polygon, wanted: number | null): Likeness {
  const [likeness, setLikeness] = useState<Likeness>({ first: null, measured: null });
  const asking = useRef<(vertices: number) => void>(null);

  useEffect(() => {
    const worker = new Worker(new URL('./likenessWorker.ts', import.meta.url), { type: 'module' });
    let busy = true;
    let waiting: number | null = null;
    const send = (question: LikenessQuestion) => worker.postMessage(question);
    // One question is on its way; of those that come meanwhile the newest is asked.
    const ask = (next: number) => {
      if (busy) waiting = next;
      else send({ vertices: next });
      busy = true;
    };
    worker.onmessage = ({ data }: MessageEvent<LikenessAnswer>) => {
      busy = false;
      if ('first' in data) setLikeness({ first: data.first, measured: null });
      else setLikeness(({ first }) => ({ first, measured: data }));
      if (waiting !== null) ask(waiting);
      waiting = null;
    };
    send({ polygon });
    asking.current = ask;
    return () => {
      asking.current = null;
      worker.terminate();
    };
  }, [polygon]);

  const vertices = wanted ?? likeness.first;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another polygon is asked about anew
  useEffect(() => {
    if (vertices !== null) asking.current?.(vertices);
  }, [vertices, polygon]);
  return likeness;
}
