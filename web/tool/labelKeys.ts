import { alt, type KeyBinding, position, symbol } from './keyBinding.ts';

/** Labels and attributes have a digit each, in their order. */
export const places = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
export type Place = (typeof places)[number];

/** Of the label at a place of the project, and of the attribute at a place of the selected object's label. */
export const labelKey = <P extends Place>(place: P) => `label${place}` as const;
export const attributeKey = <P extends Place>(place: P) => `attribute${place}` as const;

/** The families of keys that differ by their digit only; a family is shown, and changed, as one. */
export const families = { label: labelKey, attribute: attributeKey } as const;
export type KeyFamily = keyof typeof families;

/** The family and the place of such a command; null for any other. */
export function placeOf(command: string): { readonly family: KeyFamily; readonly place: Place } | null {
  for (const family of ['label', 'attribute'] as const) {
    const place = places.find((candidate) => families[family](candidate) === command);
    if (place) return { family, place };
  }
  return null;
}

/** Labels and what they ask. */
export const labelKeys = [
  ...places.map((place) => ({
    id: labelKey(place),
    group: 'Labels' as const,
    scope: 'workspace' as const,
    strokes: [position(`Digit${place}`)],
  })),
  ...places.map((place) => ({
    id: attributeKey(place),
    group: 'Labels' as const,
    scope: 'workspace' as const,
    strokes: [alt(`Digit${place}`)],
  })),
  { id: 'labelSearch', group: 'Labels', scope: 'workspace', strokes: [symbol('/')] },
] as const satisfies readonly KeyBinding[];
