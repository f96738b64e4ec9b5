/** Which tile of a picture; level 0 is the smallest picture, one tile. */
export interface TilePlace {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

export const tileKey = ({ column, level, row }: TilePlace): string => `${level}/${column}/${row}`;

/** A decoded tile. Whoever holds it closes it. */
export interface Tile {
  /** Of what it holds in memory. */
  readonly bytes: number;
  readonly image: CanvasImageSource;
  close(): void;
}

/** Fetches and decodes a tile; rejects when the signal aborts or the tile is not to be had yet. */
export type LoadTile = (place: TilePlace, signal: AbortSignal) => Promise<Tile>;
