import { Latencies } from '../latencies.ts';

/** Masks that are looked at: those of the last minutes. */
const WINDOW_MS = 5 * 60_000;
/** Minutes of steady work of fifty people; beyond it the older ones go first. */
const MOST = 4_096;

/** The latencies of one project's masks over the last five minutes. */
export class LatencyWindow {
  #told: { readonly at: number; readonly ms: number }[] = [];

  add(now: number, ms: number): void {
    this.#told.push({ at: now, ms });
    if (this.#told.length >= 2 * MOST) this.#told = this.#told.slice(-MOST);
  }

  /** Null where nobody asked for a mask. */
  read(now: number): { readonly p95Ms: number; readonly prompts: number } | null {
    this.#told = this.#told.filter(({ at }) => at > now - WINDOW_MS).slice(-MOST);
    const latencies = new Latencies(MOST);
    for (const { ms } of this.#told) latencies.add(ms);
    const p95Ms = latencies.quantile(0.95);
    return p95Ms === null ? null : { p95Ms, prompts: this.#told.length };
  }
}
