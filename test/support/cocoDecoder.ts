/**
 * A second reading of COCO's masks, written from the description of cocoapi's `maskApi.c` and sharing no code
 * with the product: what the exporter writes must mean this to everybody else.
 */

/** `rleFrString`: 5-bit groups, low first, sign-extended; from the fourth run on each adds to the one two before. */
export function rleFrString(text: string): number[] {
  const counts: number[] = [];
  let p = 0;
  while (p < text.length) {
    let [x, k, more] = [0, 0, true];
    while (more) {
      const c = text.charCodeAt(p) - 48;
      if (c < 0 || c > 63) throw new Error(`character ${text[p]} at ${p} is outside the alphabet`);
      x += (c % 32) * 2 ** (5 * k);
      more = c >= 32;
      p++;
      k++;
      if (!more && (c & 16) !== 0) x -= 2 ** (5 * k);
    }
    if (counts.length > 2) x += counts[counts.length - 2];
    counts.push(x);
  }
  return counts;
}

/** `rleDecode`: a byte a pixel, **column-major** as COCO keeps it: `mask[x * h + y]`. */
export function rleDecode(counts: readonly number[], h: number, w: number): Uint8Array {
  const mask = new Uint8Array(h * w);
  let [at, value] = [0, 0];
  for (const count of counts) {
    if (count < 0) throw new Error('a run is negative');
    mask.fill(value, at, at + count);
    at += count;
    value = 1 - value;
  }
  if (at !== h * w) throw new Error(`runs sum to ${at}, not ${h} × ${w}`);
  return mask;
}

/** `rleFrPoly`: the runs of one ring `[x0, y0, x1, y1, …]`, bit for bit as the C code draws it. */
export function rleFrPoly(xy: readonly number[], h: number, w: number): number[] {
  const scale = 5;
  const k = xy.length / 2;
  const x: number[] = [];
  const y: number[] = [];
  for (let j = 0; j < k; j++) {
    x.push(Math.trunc(scale * xy[2 * j] + 0.5));
    y.push(Math.trunc(scale * xy[2 * j + 1] + 0.5));
  }
  x.push(x[0]);
  y.push(y[0]);
  const u: number[] = [];
  const v: number[] = [];
  for (let j = 0; j < k; j++) {
    let [xs, xe, ys, ye] = [x[j], x[j + 1], y[j], y[j + 1]];
    const [dx, dy] = [Math.abs(xe - xs), Math.abs(ys - ye)];
    const flip = (dx >= dy && xs > xe) || (dx < dy && ys > ye);
    if (flip) [xs, xe, ys, ye] = [xe, xs, ye, ys];
    if (dx === 0 && dy === 0) {
      // The C code divides by zero here and the point it draws is never on a kept boundary.
      u.push(xs);
      v.push(ys);
    } else if (dx >= dy) {
      const slope = (ye - ys) / dx;
      for (let d = 0; d <= dx; d++) {
        const t = flip ? dx - d : d;
        u.push(t + xs);
        v.push(Math.trunc(ys + slope * t + 0.5));
      }
    } else {
      const slope = (xe - xs) / dy;
      for (let d = 0; d <= dy; d++) {
        const t = flip ? dy - d : d;
        v.push(t + ys);
        u.push(Math.trunc(xs + slope * t + 0.5));
      }
    }
  }
  const at: number[] = [];
  for (let j = 1; j < u.length; j++) {
    if (u[j] === u[j - 1]) continue;
    let xd = u[j] < u[j - 1] ? u[j] : u[j] - 1;
    xd = (xd + 0.5) / scale - 0.5;
    if (Math.floor(xd) !== xd || xd < 0 || xd > w - 1) continue;
    let yd = Math.min(v[j], v[j - 1]);
    yd = (yd + 0.5) / scale - 0.5;
    yd = Math.ceil(Math.min(h, Math.max(0, yd)));
    at.push(Math.trunc(xd) * h + yd);
  }
  at.push(h * w);
  at.sort((a, b) => a - b);
  const runs = at.map((end, i) => end - (i === 0 ? 0 : at[i - 1]));
  const merged = [runs[0]];
  for (let j = 1; j < runs.length; ) {
    if (runs[j] > 0) merged.push(runs[j++]);
    else if (++j < runs.length) merged[merged.length - 1] += runs[j++];
  }
  return merged;
}

/** `annToMask`: what an annotation's segmentation covers, column-major; polygons are united. */
export function annotationMask(
  segmentation:
    | readonly (readonly number[])[]
    | { readonly size: readonly number[]; readonly counts: string },
  h: number,
  w: number,
): Uint8Array {
  if ('counts' in segmentation) {
    const [rows, columns] = segmentation.size;
    if (rows !== h || columns !== w)
      throw new Error(`RLE of ${rows} × ${columns} on a picture of ${h} × ${w}`);
    return rleDecode(rleFrString(segmentation.counts), h, w);
  }
  const mask = new Uint8Array(h * w);
  for (const ring of segmentation) {
    const one = rleDecode(rleFrPoly(ring, h, w), h, w);
    for (let i = 0; i < mask.length; i++) mask[i] |= one[i];
  }
  return mask;
}

/** Row-major, as the rest of the tests keep masks: `mask[y * w + x]`. */
export function rowMajor(mask: Uint8Array, h: number, w: number): Uint8Array {
  const turned = new Uint8Array(h * w);
  for (let x = 0; x < w; x++) for (let y = 0; y < h; y++) turned[y * w + x] = mask[x * h + y];
  return turned;
}
