import { randomUUID } from 'node:crypto';
import type { Attribute, NewAttribute } from '@maskroom/shared/annotation/attribute';
import { type Label, labelPalette, paletteColor } from '@maskroom/shared/annotation/label';
import { Problem } from '@maskroom/shared/base/problem';
import { readDefinitions } from '../store/attributeColumns.ts';
import type { LabelRow } from '../store/tables.ts';

export interface NewLabel {
  readonly name: string;
  /** `#rrggbb`; the palette chooses when absent. */
  readonly color?: string;
  readonly attributes?: readonly NewAttribute[];
}

export const MAX_LABELS = 1_000;

export const labelOf = ({ attributes, color, id, name }: LabelRow): Label => ({
  id,
  name,
  color,
  attributes: readDefinitions(attributes),
});

/** Ids for those that have none; an id that is not one of `there` is nobody's to choose. */
function attributesText(wanted: readonly NewAttribute[] = [], there: readonly Attribute[] = []): string {
  const kept = new Set(there.map(({ id }) => id));
  const definitions = wanted.map((attribute) => ({
    ...attribute,
    id: attribute.id !== undefined && kept.has(attribute.id) ? attribute.id : randomUUID(),
  }));
  return JSON.stringify(definitions);
}

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
  return wanted.map(({ attributes, color, name }, index) => {
    if (names.has(nameKey(name))) throw new Problem('conflict', `There are two labels named “${name}”.`);
    names.add(nameKey(name));
    const position = there.length + index;
    const free = color ?? labelPalette.find((color) => !colors.has(color)) ?? paletteColor(position);
    colors.add(free);
    return {
      id: randomUUID(),
      project_id: projectId,
      name,
      color: free.toLowerCase(),
      position,
      attributes: attributesText(attributes),
    };
  });
}

/** What a change makes of a label; what it does not name stays. @throws Problem `conflict` */
export function changedLabelRow(
  row: LabelRow,
  there: readonly LabelRow[],
  { attributes, color, name }: Partial<NewLabel>,
): LabelRow {
  const others = there.filter(({ id }) => id !== row.id);
  if (name !== undefined && others.some((other) => nameKey(other.name) === nameKey(name)))
    throw new Problem('conflict', `There are two labels named “${name}”.`);
  return {
    ...row,
    name: name ?? row.name,
    color: color?.toLowerCase() ?? row.color,
    attributes: attributes ? attributesText(attributes, readDefinitions(row.attributes)) : row.attributes,
  };
}

export const isSameLabel = (a: LabelRow, b: LabelRow): boolean =>
  a.name === b.name && a.color === b.color && a.attributes === b.attributes;

/** For the audit log: the label as it is now, and what it was called before where that is something else. */
export function labelDetails(before: LabelRow | null, after: LabelRow) {
  const asked = (row: LabelRow): string =>
    readDefinitions(row.attributes)
      .map(({ kind, name }) => `${name} (${kind})`)
      .join(', ');
  return {
    name: after.name,
    ...(before && before.name !== after.name && { was: before.name }),
    ...(before?.color !== after.color && { color: after.color }),
    ...(before?.attributes !== after.attributes && { attributes: asked(after) }),
  };
}

/** Names are told apart by it. */
export const nameKey = (name: string): string => name.normalize('NFC').toLowerCase();
