/** Runs one job after the other, in the order they came; a job that fails does not stop the next. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  run<T>(job: () => T | Promise<T>): Promise<T> {
    this.#waiting++;
    const result = this.#last.then(job);
    this.#last = result.then(
      () => this.#waiting--,
      () => this.#waiting--,
    );
    return result;
  }
}
