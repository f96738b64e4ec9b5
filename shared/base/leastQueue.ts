/** Numbers (`value`) by weight, the least first: a binary heap. A value may be in it several times. */
export class LeastQueue {
  readonly #weights: number[] = [];
  readonly #values: number[] = [];

  get size(): number {
    return this.#values.length;
  }

  push(weight: number, value: number): void {
    let at = this.#values.length;
    for (; at > 0; at = (at - 1) >> 1) {
      const parent = (at - 1) >> 1;
      if (this.#weights[parent] <= weight) break;
      this.#put(at, this.#weights[parent], this.#values[parent]);
    }
    this.#put(at, weight, value);
  }

  /** The least weight and its value; both NaN when there is none. */
  pop(): [weight: number, value: number] {
    const [weight = Number.NaN, value = Number.NaN] = [this.#weights[0], this.#values[0]];
    const [lastWeight, lastValue] = [this.#weights.pop(), this.#values.pop()];
    if (lastWeight !== undefined && lastValue !== undefined && this.size > 0)
      this.#sink(lastWeight, lastValue);
    return [weight, value];
  }

  #sink(weight: number, value: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child + 1 < this.size && this.#weights[child + 1] < this.#weights[child]) child++;
      if (child >= this.size || this.#weights[child] >= weight) break;
      this.#put(at, this.#weights[child], this.#values[child]);
      at = child;
    }
    this.#put(at, weight, value);
  }

  #put(at: number, weight: number, value: number): void {
    this.#weights[at] = weight;
    this.#values[at] = value;
  }
}
