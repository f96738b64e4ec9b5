import { cpus } from 'node:os';

const SIDE = 256;

/** Plain JavaScript matrix product, one thread: how fast this machine is at this moment, in GFLOP/s. */
function measureGflops(): number {
  const [a, b, c] = [0, 1, 2].map((seed) =>
    Float32Array.from({ length: SIDE * SIDE }, (_, i) => (i * 31 + seed) % 7),
  );
  const startedAt = performance.now();
  for (let i = 0; i < SIDE; i++) {
    for (let k = 0; k < SIDE; k++) {
      const factor = a[i * SIDE + k];
      for (let j = 0; j < SIDE; j++) c[i * SIDE + j] += factor * b[k * SIDE + j];
    }
  }
  return (2 * SIDE ** 3) / ((performance.now() - startedAt) * 1e6);
}

/** The machine that the tables below were measured on; latencies mean little without it. */
export function printMachine(): void {
  measureGflops();
  const best = Math.max(measureGflops(), measureGflops(), measureGflops());
  const [{ model }] = cpus();
  console.log(
    `${cpus().length} × ${model.trim()}, Node ${process.versions.node}, ${best.toFixed(2)} GFLOP/s in plain JavaScript on one thread`,
  );
}
