/**
 * Which replicas may be asked, in memory that all threads see: when one thread finds a replica gone, the others
 * know at once. Per replica one int32: the number of its admission, negative while it is left alone.
 */
export class ReplicaBoard {
  readonly #admissions: Int32Array;

  /** Over the memory of {@link memoryFor}. */
  constructor(readonly memory: SharedArrayBuffer) {
    this.#admissions = new Int32Array(memory);
  }

  /** Nobody is admitted yet. */
  static memoryFor(replicas: number): SharedArrayBuffer {
    return new SharedArrayBuffer(4 * replicas);
  }

  get size(): number {
    return this.#admissions.length;
  }

  /** Which admission of this replica it is that holds; null while it is to be left alone. */
  admission(replica: number): number | null {
    const admission = Atomics.load(this.#admissions, replica);
    return admission > 0 ? admission : null;
  }

  usable(): number[] {
    return [...this.#admissions.keys()].filter((replica) => this.admission(replica) !== null);
  }

  admit(replica: number): void {
    Atomics.store(this.#admissions, replica, Math.abs(Atomics.load(this.#admissions, replica)) + 1);
  }

  /** Ends this admission; false when it had ended before. */
  leaveAlone(replica: number, admission: number): boolean {
    return Atomics.compareExchange(this.#admissions, replica, admission, -admission) === admission;
  }
}
