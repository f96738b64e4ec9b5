import type { Vec } from './maths.ts';
import type { Paint, Part } from './parts.ts';

export interface Ground {
  /** Height over the plane; without it the ground is flat at 0. */
  height?: (x: number, z: number) => number;
  /** The ground never reaches above this. */
  top?: number;
  paint: Paint;
  relief?: (x: number, z: number) => number;
}

export interface Light {
  /** Direction towards the sun (or the lamp), its colour and its half width in radians. */
  sun: Vec;
  sunColour: Vec;
  width: number;
  /** Light from above and from below that reaches every point in the open. */
  above: Vec;
  below: Vec;
  /** Colour seen in a direction; also what shiny things mirror. */
  sky: (x: number, y: number, z: number) => Vec;
}

export interface Scene {
  width: number;
  height: number;
  eye: Vec;
  target: Vec;
  /** Upright angle of view in degrees. */
  view: number;
  light: Light;
  ground: Ground | null;
  parts: Part[];
  /** How far corners darken, in scene units. */
  corners: number;
  /** How far shadows' soft edges may lie outside their object, in scene units. */
  shadowPad: number;
  haze?: { colour: Vec; distance: number };
  exposure: number;
}

/** Colour of a picture at a pixel position, in linear light; returns which object it is. */
export type Sampler = (x: number, y: number, out: [number, number, number]) => number;

export interface Picture {
  width: number;
  height: number;
  exposure: number;
  /** Share of dark added towards the corners. */
  vignette: number;
  sampler: Sampler;
}
