type Rgb = readonly [r: number, g: number, b: number];

const parsed = new Map<string, Rgb>();
const faded = new Map<string, string>();

/** `#rrggbb` to 0..255 each; anything else is mid grey, so that a strange label colour still shows. */
export function parseHex(hex: string): Rgb {
  const known = parsed.get(hex);
  if (known) return known;
  const value = /^#[0-9a-f]{6}$/i.test(hex) ? Number.parseInt(hex.slice(1), 16) : 0x808080;
  const rgb: Rgb = [value >> 16, (value >> 8) & 255, value & 255];
  parsed.set(hex, rgb);
  return rgb;
}

/** The colour as CSS with an alpha of 0..1; memoised, for it is asked for once a shape and redraw. */
export function withAlpha(hex: string, alpha: number): string {
  const key = `${hex}/${alpha}`;
  const known = faded.get(key);
  if (known) return known;
  const css = `rgb(${parseHex(hex).join(' ')} / ${alpha})`;
  faded.set(key, css);
  return css;
}

const luma = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Most of the chroma taken out, as `#rrggbb`: a rejected shape steps back without losing its label. */
export function desaturate(hex: string): string {
  const rgb = parseHex(hex);
  const grey = luma(rgb);
  return `#${rgb
    .map((c) =>
      Math.round(c * 0.2 + grey * 0.8)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** Black or white, whichever reads better on the colour. */
export const inkOn = (hex: string): string => (luma(parseHex(hex)) > 140 ? '#000000' : '#ffffff');
