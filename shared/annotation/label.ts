import type { Attribute } from './attribute.ts';

/** A class of a project. `color` is `#rrggbb`. */
export interface Label {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  /** What is asked of its objects, in the order in which it is asked. */
  readonly attributes: readonly Attribute[];
}

/**
 * Colours given to labels that name none: Okabe and Ito's eight first (told apart with every common colour
 * vision), then tones between them.
 */
export const labelPalette = [
  '#e69f00',
  '#56b4e9',
  '#009e73',
  '#f0e442',
  '#0072b2',
  '#d55e00',
  '#cc79a7',
  '#8c8c8c',
  '#b8860b',
  '#7ad1c2',
  '#8f6bd1',
  '#a3c644',
  '#c44e52',
  '#4c9f9f',
  '#e8a6c1',
  '#7f6a4a',
  '#3f88c5',
  '#ffb26b',
  '#6a994e',
  '#bc96e6',
  '#d1495b',
  '#00798c',
  '#edae49',
  '#9a8c98',
] as const;

export const paletteColor = (index: number): string => labelPalette[index % labelPalette.length];
