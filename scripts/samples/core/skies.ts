import { mixVec, normalise, ramp, scaleVec, type Vec } from './maths.ts';
import { rough2 } from './noise.ts';

export interface SkyColours {
  high: Vec;
  low: Vec;
  cloud: Vec;
  /** 0 clear, 1 overcast. */
  cover: number;
  sun: Vec;
  sunColour: Vec;
}

/** An outdoor sky with a bright horizon, drifting clouds and a glow round the sun. */
export function outdoorSky(colours: SkyColours): (x: number, y: number, z: number) => Vec {
  const { high, low, cloud, cover, sun, sunColour } = colours;
  return (x, y, z) => {
    const up = Math.max(y, 0);
    let result = mixVec(low, high, 1 - Math.exp(-up * 3.6));
    const reach = 1 / (up + 0.14);
    const thick = rough2(x * reach * 1.1 + 3.7, z * reach * 1.1 + 1.3, 6);
    const veil = ramp(1 - cover, 1.28 - cover, thick + up * 0.04);
    const lit = rough2(x * reach * 1.1 + 3.7 + sun[0] * 0.2, z * reach * 1.1 + 1.3 + sun[2] * 0.2, 5);
    const shaded = scaleVec(cloud, 0.82 + 0.5 * (thick - lit) + 0.1);
    result = mixVec(result, shaded, veil * ramp(0.0, 0.16, up) * 0.92);
    const near = Math.max(x * sun[0] + y * sun[1] + z * sun[2], 0);
    const glow = near ** 24 * 0.12 + near ** 4 * 0.05;
    return [
      result[0] + sunColour[0] * glow,
      result[1] + sunColour[1] * glow,
      result[2] + sunColour[2] * glow,
    ];
  };
}

/** A room with a large bright window on the side the light comes from. */
export function indoorSky(
  wall: Vec,
  ceiling: Vec,
  window: Vec,
  sun: Vec,
): (x: number, y: number, z: number) => Vec {
  const flat = normalise([sun[0], 0, sun[2]]);
  return (x, y, z) => {
    const base = mixVec(wall, ceiling, ramp(-0.1, 0.8, y));
    const ahead = x * flat[0] + z * flat[2];
    const aside = Math.abs(z * flat[0] - x * flat[2]);
    const pane = ramp(0.1, 0.22, y) * ramp(0.92, 0.84, y) * ramp(0.6, 0.5, aside) * ramp(0, 0.15, ahead);
    const bar = ramp(0.015, 0.04, Math.abs(aside)) * ramp(0.015, 0.04, Math.abs(y - 0.52));
    return mixVec(base, window, pane * bar);
  };
}
