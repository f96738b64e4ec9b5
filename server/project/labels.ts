import { randomUUID } from 'node:crypto';
import { type Label, labelPalette, paletteColor } from '@maskroom/shared/annotation/label';
import { Problem } from '@maskroom/shared/base/problem';
import type { LabelRow } from '../store/tables.ts';

export interface NewLabel {
  readonly name: string;
  /** `#rrggbb`; the palette chooses when absent. */
  readonly color?: string;
}

export const MAX_LABELS = 1_000;

export const labelOf = ({ color, id, name }: LabelRow): Label => ({ id, name, color });

/**
 * Rows for labels that come after those there are. Names are told apart whatever their case; a label without a
 * colour gets the first of the palette that none has yet. @throws Problem `conflict`
 */
export function newLabelRows(
  projectId: string,
  there: readonly LabelRow[],
  wanted: readonly NewLabel[],
): LabelRow[] {
  if (there.length + wanted.length > MAX_LABELS)
    throw new Problem('conflict', `A project has at most ${MAX_LABELS} labels.`);
  const names = new Set(there.map(({ name }) => nameKey(name)));
  const colors = new Set([...there, ...wanted].map(({ color }) => color?.toLowerCase()));
  return wanted.map(({ color, name }, index) => {
    if (names.has(nameKey(name))) throw new Problem('conflict', `There are two labels named “${name}”.`);
    names.add(nameKey(name));
    const position = there.length + index;
    const free = color ?? labelPalette.find((color) => !colors.has(color)) ?? paletteColor(position);
    colors.add(free);
    return { id: randomUUID(), project_id: projectId, name, color: free.toLowerCase(), position };
  });
}

const nameKey = (name: string): string => name.normalize('NFC').toLowerCase();
