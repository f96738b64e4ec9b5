import { paletteColor } from '@maskroom/shared/annotation/label';

export interface LabelRow {
  /** Stays while the row moves. */
  readonly key: string;
  readonly name: string;
  /** `#rrggbb`. */
  readonly color: string;
}

let made = 0;

/** A row without a name, in the palette's colour for that place. */
export const emptyRow = (place: number): LabelRow => ({
  key: `row-${made++}`,
  name: '',
  color: paletteColor(place),
});

/** Opens a row at `index`, in the first palette colour that no other row has. */
export function withRow(rows: readonly LabelRow[], index: number): LabelRow[] {
  return [...rows.slice(0, index), freeRow(rows), ...rows.slice(index)];
}

function freeRow(rows: readonly LabelRow[]): LabelRow {
  const taken = new Set(rows.map((row) => row.color));
  for (let place = 0; place < rows.length + 1; place++)
    if (!taken.has(paletteColor(place))) return emptyRow(place);
  return emptyRow(rows.length);
}

/** Puts a pasted list (lines, commas, semicolons, tabs) where the cursor is; null for a single name. */
export function insertNames(rows: readonly LabelRow[], index: number, text: string): LabelRow[] | null {
  const names = text
    .split(/[\n\r,;\t]+/)
    .map((name) => name.trim())
    .filter(Boolean);
  if (names.length < 2) return null;
  let filled: LabelRow[] = [...rows];
  let at = index;
  for (const name of names) {
    if (filled[at] === undefined || filled[at].name !== '') filled = withRow(filled, ++at);
    filled = filled.map((row, place) => (place === at ? { ...row, name } : row));
  }
  return filled;
}

/** What the rows say: those with a name, each name once. */
export function labelsOf(rows: readonly LabelRow[]): { name: string; color: string }[] {
  const byName = new Map<string, { name: string; color: string }>();
  for (const { name, color } of rows)
    if (name.trim() && !byName.has(name.trim())) byName.set(name.trim(), { name: name.trim(), color });
  return [...byName.values()];
}
