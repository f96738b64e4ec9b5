/** Enough for an hour of steady clicking, small enough to sort at every reply. */
const WINDOW = 256;

/** The last latencies of somebody, in milliseconds. */
export class Latencies {
  private readonly window: number[] = [];
  private next = 0;

  constructor(private readonly most: number = WINDOW) {}

  add(ms: number): void {
    this.window[this.next] = ms;
    this.next = (this.next + 1) % this.most;
  }

  /** The q-quantile (0..1), nearest rank; null while nothing was measured. */
  quantile(q: number): number | null {
    if (this.window.length === 0) return null;
    const sorted = [...this.window].sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
  }
}
