import { cross, normalise } from './maths.ts';
import type { Part } from './parts.ts';
import type { Picture, Sampler, Scene } from './scene.ts';
import { look } from './shade.ts';
import { growTree } from './tree.ts';

const farthest = 900;

/** Turns a solid scene into a picture that can be sampled anywhere. */
export function photograph(scene: Scene, vignette = 0.12): Picture {
  const { eye, target, width, height } = scene;
  const solid = scene.parts.filter((part) => !part.slight);
  const world = { all: growTree(scene.parts), solid: growTree(solid) };
  const ahead = normalise([target[0] - eye[0], target[1] - eye[1], target[2] - eye[2]]);
  const right = normalise(cross(ahead, [0, 1, 0]));
  const up = cross(right, ahead);
  const scale = (2 * Math.tan((scene.view * Math.PI) / 360)) / height;
  const numbers = new Map<Part, number>(scene.parts.map((part, i) => [part, i + 2]));
  const sampler: Sampler = (px, py, out) => {
    const u = (px - width / 2) * scale;
    const v = (height / 2 - py) * scale;
    const [dx, dy, dz] = normalise([
      ahead[0] + right[0] * u + up[0] * v,
      ahead[1] + right[1] * u + up[1] * v,
      ahead[2] + right[2] * u + up[2] * v,
    ]);
    const ray = {
      ox: eye[0],
      oy: eye[1],
      oz: eye[2],
      dx: dx || 1e-9,
      dy: dy || 1e-9,
      dz: dz || 1e-9,
      t: farthest,
      part: null,
      spread: scale,
    };
    const met = look(scene, world, ray, 2, out);
    return met === null ? 0 : met === 'ground' ? 1 : (numbers.get(met) ?? 1);
  };
  return { width, height, exposure: scene.exposure, vignette, sampler };
}
