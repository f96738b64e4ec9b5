import type { Point } from '@maskroom/shared/geometry/polygon';
import type { Prompt } from '@maskroom/shared/prompt/prompt';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { CandidateChips } from '../../assist/CandidateChips.tsx';
import type { Stage } from '../../canvas/stage.ts';
import type { Viewport } from '../../canvas/viewport.ts';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { useWorkbench } from '../state/sessionContext.ts';

/** CSS px between the click and the chips below it, and what the chips need of the stage's width and height. */
const [GAP, HALF_WIDTH, HEIGHT] = [20, 168, 48];

/** Candidate chips below the last click; they follow it while the picture moves. */
export function PlacedChips({ stage }: { readonly stage: Stage }) {
  const { assist } = useWorkbench();
  const { keyOf } = useKeymap();
  const { candidates, index, hover, prompt } = useStore(assist.store);
  const [, setViewport] = useState<Viewport>(stage.viewport);
  useEffect(() => stage.onViewport(setViewport), [stage]);

  const anchor = anchorOf(prompt);
  if (hover || candidates.length < 2 || anchor === null) return null;
  const [x, y] = stage.toScreen(anchor);
  const at = [
    between(HALF_WIDTH, x, stage.size.width - HALF_WIDTH),
    between(8, y + GAP, stage.size.height - HEIGHT),
  ] as const;
  return (
    <CandidateChips
      candidates={candidates}
      index={index}
      at={at}
      shortcut={keyOf('candidateNext')}
      onChoose={assist.choose}
    />
  );
}

/** The last click, else the middle of the box's lower edge. */
function anchorOf({ points, box }: Prompt): Point | null {
  const last = points.at(-1);
  if (last) return [last[0], last[1]];
  return box ? [(box[0] + box[2]) / 2, box[3]] : null;
}

const between = (least: number, value: number, most: number): number =>
  Math.max(Math.min(value, most), Math.min(least, most));
