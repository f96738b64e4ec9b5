/** [x, y] in pixels of the oriented image, y down; (0, 0) is the top-left corner of the top-left pixel. */
export type Point = readonly [number, number];

/** At least three vertices, no repeated last point. */
export type PolygonRing = readonly Point[];

/** One connected part: its exterior first, then its holes. */
export type PolygonPart = readonly PolygonRing[];

/** All parts of one shape. */
export type Polygon = readonly PolygonPart[];

/** [xmin, ymin, xmax, ymax] in pixels. */
export type Box = readonly [number, number, number, number];
