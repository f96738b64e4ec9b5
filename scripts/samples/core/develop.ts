import { clamp, ramp } from './maths.ts';
import { lattice } from './noise.ts';
import type { Picture } from './scene.ts';

const extraSamples = 4;
const edgeContrast = 0.045;
/** The film curve makes colours stronger; this much grey is mixed in against it. */
const mutedShare = 0.1;

/** Film-like curve: straight in the shadows, rolling off towards white. */
function film(x: number): number {
  const y = Math.max(x, 0);
  const curved = (y * (2.51 * y + 0.03)) / (y * (2.43 * y + 0.59) + 0.14);
  return clamp(curved) ** (1 / 2.2);
}

function steppedColour(picture: Picture, x: number, y: number, out: [number, number, number]): number {
  const id = picture.sampler(x, y, out);
  const { width, height, exposure, vignette } = picture;
  const away = Math.hypot(x / width - 0.5, y / height - 0.5);
  const gain = exposure * (1 - vignette * ramp(0.25, 0.75, away));
  const grey = (out[0] * 0.3 + out[1] * 0.6 + out[2] * 0.1) * mutedShare;
  for (const i of [0, 1, 2] as const) out[i] = film((out[i] * (1 - mutedShare) + grey) * gain);
  return id;
}

/** Renders to 8-bit RGB; pixels on edges get more samples. `step` renders 1 in step² pixels. */
export function develop(picture: Picture, step = 1): { data: Uint8Array; width: number; height: number } {
  const width = Math.floor(picture.width / step);
  const height = Math.floor(picture.height / step);
  const colours = new Float32Array(width * height * 3);
  const ids = new Int32Array(width * height);
  const sample: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < width * height; i++) {
    const x = (i % width) + 0.5;
    const y = Math.floor(i / width) + 0.5;
    ids[i] = steppedColour(picture, x * step, y * step, sample);
    colours.set(sample, i * 3);
  }
  const at = (i: number): number => colours[i] ?? 0;
  const differ = (i: number, j: number): boolean =>
    ids[i] !== ids[j] ||
    Math.abs(at(i * 3) - at(j * 3)) > edgeContrast ||
    Math.abs(at(i * 3 + 1) - at(j * 3 + 1)) > edgeContrast ||
    Math.abs(at(i * 3 + 2) - at(j * 3 + 2)) > edgeContrast;
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    const edge =
      (x > 0 && differ(i, i - 1)) ||
      (x < width - 1 && differ(i, i + 1)) ||
      (y > 0 && differ(i, i - width)) ||
      (y < height - 1 && differ(i, i + width));
    const sum: [number, number, number] = [at(i * 3), at(i * 3 + 1), at(i * 3 + 2)];
    const extra = edge ? extraSamples : 0;
    for (let n = 1; n <= extra; n++) {
      const dx = (0.5 + n * 0.7548776662) % 1;
      const dy = (0.5 + n * 0.5698402909) % 1;
      steppedColour(picture, (x + dx) * step, (y + dy) * step, sample);
      for (const c of [0, 1, 2] as const) sum[c] += sample[c];
    }
    // A little noise hides the steps of 8-bit gradients.
    const grain = (lattice(x, y, 11) + lattice(x, y, 12) - 1) * 2.2;
    for (const c of [0, 1, 2] as const) {
      data[i * 3 + c] = clamp((sum[c] / (extra + 1)) * 255 + grain + 0.5, 0, 255);
    }
  }
  return { data, width, height };
}
